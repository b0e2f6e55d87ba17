package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRestfulResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;

/**
 * HAPI's response, with {@code Location} and {@code ETag} on every write. HAPI sets the first for POST only, and the
 * second for all but a patch; the version that was written is in {@code Content-Location} of all of them. HAPI also
 * sets {@code Location} and {@code Content-Location} for the Bundle of a page or of a transaction's response, which
 * has no address: there they are removed.
 */
final class WriteHeaders extends ServletRestfulResponse {

    private static final Set<RestOperationTypeEnum> WRITES =
            EnumSet.of(RestOperationTypeEnum.CREATE, RestOperationTypeEnum.UPDATE, RestOperationTypeEnum.PATCH);

    WriteHeaders(ServletRequestDetails request) {
        super(request);
    }

    @Override
    public Writer getResponseWriter(int status, String contentType, String charset, boolean gzip) throws IOException {
        complete();
        return super.getResponseWriter(status, contentType, charset, gzip);
    }

    @Override
    public OutputStream getResponseOutputStream(int status, String contentType, Integer length) throws IOException {
        complete();
        return super.getResponseOutputStream(status, contentType, length);
    }

    private void complete() {
        List<String> written = getHeaders().get(Constants.HEADER_CONTENT_LOCATION);
        if (written == null) {
            return;
        }
        if ("Bundle".equals(new IdType(written.get(0)).getResourceType())) {
            getHeaders().remove(Constants.HEADER_CONTENT_LOCATION);
            getHeaders().remove(Constants.HEADER_LOCATION);
        }
        if (!WRITES.contains(getRequestDetails().getRestOperationType())) {
            return;
        }
        IdType version = new IdType(written.get(0));
        if (version.hasVersionIdPart()) {
            getHeaders().putIfAbsent(Constants.HEADER_LOCATION, written);
            getHeaders()
                    .putIfAbsent(
                            Constants.HEADER_ETAG, List.of(RestfulServerUtils.createEtag(version.getVersionIdPart())));
        }
    }
}

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
 * HAPI's answer, with {@code Location} and {@code ETag} on every write. HAPI gives the first to what came by POST alone, and the
 * second to all but a patch; which version was written it says on all of them in {@code Content-Location}. Both it gives
 * the Bundle of a page or a transaction's answer too, which stands nowhere: there they are left out.
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

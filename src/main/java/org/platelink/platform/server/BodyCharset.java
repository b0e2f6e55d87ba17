package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that rejects JSON and XML bodies that are not valid UTF-8, or that declare another character set, with
 * 400. HAPI would decode each invalid byte as U+FFFD and store that.
 */
@Interceptor(order = InterceptorOrder.BODY_CHARSET)
final class BodyCharset {

    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]+)");
    private static final int PIECE = 8192;
    private static final Set<RequestTypeEnum> WITH_BODY =
            EnumSet.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH);

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(ServletRequestDetails request) {
        String contentType = request.getHeader(Constants.HEADER_CONTENT_TYPE);
        if (WITH_BODY.contains(request.getRequestType()) && isText(contentType)) {
            requireUtf8(String.valueOf(contentType));
            require(request.loadRequestContents());
        }
    }

    /** Only JSON and XML are checked: another body, such as a form, is not a resource either. */
    private static boolean isText(@Nullable String contentType) {
        String type = contentType == null ? "json" : contentType.toLowerCase(Locale.ROOT);
        return type.contains("json") || type.contains("xml");
    }

    /** FHIR R4 allows UTF-8 only, and Spring has the container read UTF-8 too. */
    private static void requireUtf8(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        if (charset.find() && !UTF_8.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
            throw FhirErrors.unsupported(
                    "Content-Type",
                    "A body of FHIR is in UTF-8, and this one says that it is in another set; send it so.");
        }
    }

    static void require(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer piece = CharBuffer.allocate(PIECE);
        int line = 1;
        CoderResult result;
        do {
            result = decoder.decode(bytes, piece, true);
            piece.flip();
            line += (int) piece.chars().filter(character -> character == '\n').count();
            piece.clear();
        } while (result.isOverflow());
        if (result.isError()) {
            throw FhirErrors.invalid(
                    "Body",
                    "Byte " + (bytes.position() + 1) + ", in line " + line + ", is no character of UTF-8, in"
                            + " which a body of FHIR is; send it so.");
        }
    }
}

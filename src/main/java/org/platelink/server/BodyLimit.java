package org.platelink.server;

import ca.uhn.fhir.util.UrlUtil;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a request's body up to a limit, whatever its headers say of its size, and undoes gzip on the way, so that
 * neither a large body nor a small one that unfolds to a large one fills the memory.
 *
 * <p>Over the limit: 413 with an OperationOutcome that names the limit. An encoding other than gzip: 415.
 */
class BodyLimit extends OncePerRequestFilter {

    private final Outcomes outcomes;
    private final DataSize limit;

    BodyLimit(Outcomes outcomes, DataSize limit) {
        this.outcomes = outcomes;
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        boolean gzip = "gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !gzip && !"identity".equalsIgnoreCase(encoding)) {
            outcomes.write(response, 415, IssueType.NOTSUPPORTED, "The body's Content-Encoding must be gzip or none.");
            return;
        }
        if (request.getContentLengthLong() > limit.toBytes()) {
            outcomes.write(response, 413, IssueType.TOOLONG, tooLarge());
            return;
        }
        byte[] body;
        try (InputStream stream = gzip ? new GZIPInputStream(request.getInputStream()) : request.getInputStream()) {
            body = stream.readNBytes(Math.toIntExact(limit.toBytes() + 1));
        } catch (ZipException | java.io.EOFException broken) {
            outcomes.write(response, 400, IssueType.STRUCTURE, "The body says that it is gzip, and it is not.");
            return;
        }
        if (body.length > limit.toBytes()) {
            outcomes.write(response, 413, IssueType.TOOLONG, tooLarge());
            return;
        }
        chain.doFilter(new ReadRequest(request, body), response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    private String tooLarge() {
        return "The body is larger than the " + limit.toMegabytes()
                + " MB that this server takes; send it as several bundles.";
    }

    /** The request with its body already read and no longer encoded. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReadBody(new ByteArrayInputStream(body));
        }

        /** Those of a search whose criteria come in the body; the container finds that read already. */
        @Override
        public Map<String, String[]> getParameterMap() {
            String type = getContentType();
            return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                    ? UrlUtil.parseQueryStrings(getQueryString(), new String(body, StandardCharsets.UTF_8))
                    : super.getParameterMap();
        }

        @Override
        public String getHeader(String name) {
            return HttpHeaders.CONTENT_ENCODING.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }
    }

    /** A servlet's view of bytes that are all there. */
    private static final class ReadBody extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        ReadBody(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body has been read already.");
        }
    }
}

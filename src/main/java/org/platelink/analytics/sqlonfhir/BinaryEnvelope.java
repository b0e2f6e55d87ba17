package org.platelink.analytics.sqlonfhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.platelink.analytics.view.RowFormat;

/**
 * Output stream of a response body: the rows as they are or, for a client that asks for FHIR by {@code Accept}, as
 * base64 in a Binary resource (SQL on FHIR, content negotiation, axis 2). Closing it writes what comes after the
 * rows.
 */
final class BinaryEnvelope extends FilterOutputStream {

    private final OutputStream body;
    private final boolean envelope;

    private BinaryEnvelope(OutputStream rows, OutputStream body, boolean envelope) {
        super(rows);
        this.body = body;
        this.envelope = envelope;
    }

    static BinaryEnvelope of(HttpServletRequest request, HttpServletResponse response, RowFormat format)
            throws IOException {
        String accept = request.getHeader("Accept");
        OutputStream body = response.getOutputStream();
        if (accept == null || !accept.startsWith("application/fhir+json")) {
            response.setContentType(format.contentType());
            return new BinaryEnvelope(body, body, false);
        }
        response.setContentType("application/fhir+json;charset=utf-8");
        String head = "{\"resourceType\":\"Binary\",\"contentType\":\"" + format.mediaType() + "\",\"data\":\"";
        body.write(head.getBytes(StandardCharsets.US_ASCII));
        return new BinaryEnvelope(Base64.getEncoder().wrap(new CloseShieldStream(body)), body, true);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (envelope) {
            out.close();
            body.write("\"}".getBytes(StandardCharsets.US_ASCII));
        }
        body.flush();
    }

    /** Keeps the base64 encoder from closing the response stream. */
    private static final class CloseShieldStream extends FilterOutputStream {

        CloseShieldStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}

package org.platelink.platform.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat valve that percent-encodes query characters which a URL must not contain as they are, such as the {@code |}
 * of a FHIR token, which curl and many a library send so. This is done before anything else of this server reads the
 * query, so that a search, its links and its event in the audit trail are the same however it was sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2">RFC 3986, characters</a>
 */
final class RawCharacters extends ValveBase {

    /**
     * All characters that Tomcat can be told to take. A blank and a {@code #} end a query, and characters beyond
     * ASCII have no single meaning.
     */
    static final String TAKEN = "|^{}[]\\\"<>`";

    RawCharacters() {
        super(true);
    }

    static void takeThem(Connector connector) {
        connector.setProperty("relaxedQueryChars", TAKEN);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        MessageBytes query = request.getCoyoteRequest().queryString();
        @Nullable String sent = query.toString();
        if (sent != null && hasAny(sent)) {
            query.setString(escaped(sent));
        }
        getNext().invoke(request, response);
    }

    private static boolean hasAny(String query) {
        return query.chars().anyMatch(character -> TAKEN.indexOf(character) >= 0);
    }

    static String escaped(String query) {
        StringBuilder escaped = new StringBuilder(query.length() + 16);
        for (char character : query.toCharArray()) {
            if (TAKEN.indexOf(character) < 0) {
                escaped.append(character);
            } else {
                escaped.append('%').append(String.format("%02X", (int) character));
            }
        }
        return escaped.toString();
    }
}

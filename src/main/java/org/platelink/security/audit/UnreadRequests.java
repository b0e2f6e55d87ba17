package org.platelink.security.audit;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tomcat valve that counts requests which the web server rejects before any filter sees them: a malformed request
 * line, a header that is too large, an invalid character in the URL. Tomcat reports them to access logs only, so this
 * is an {@code AccessLog}.
 */
final class UnreadRequests extends ValveBase implements AccessLog {

    private final RequestLog log;

    UnreadRequests(RequestLog log) {
        super(true);
        this.log = log;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        if (!RequestRecord.isOf(request) && response.getStatus() >= 400) {
            log.countUnread(response.getStatus(), String.valueOf(request.getRemoteAddr()));
        }
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // The request attributes are not used.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}

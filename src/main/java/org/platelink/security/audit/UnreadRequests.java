package org.platelink.security.audit;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Counts requests that the web server refuses before any of ours sees them: a line that is none, a header that is too large, a
 * character that no address has. Tomcat tells whoever keeps its access log of them, and nobody else.
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
        // There is nothing to be shown of them.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}

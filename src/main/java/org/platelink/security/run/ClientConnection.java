package org.platelink.security.run;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionHook;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Detects that a client has closed its connection while it waits for its response. The container notices this only
 * when it writes, and work that has found nothing yet writes nothing. So the socket is read here without blocking: a
 * waiting client sends nothing, and one that has left has sent its end of stream.
 *
 * <p>Tomcat has no API for this, so its connector is reached by reflection on private fields. If they are not as
 * expected, a connection counts as open, and only the time limit ends a run. {@code ClientConnectionIT} verifies that
 * they are. A client that closes only its half of the connection, as some do at the end of a request, counts as gone.
 */
final class ClientConnection {

    private static final int MOST_AHEAD = 4096;

    private final @Nullable SocketWrapperBase<?> socket;

    private ClientConnection(@Nullable SocketWrapperBase<?> socket) {
        this.socket = socket;
    }

    static ClientConnection of(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return new ClientConnection(inner instanceof RequestFacade facade ? socket(facade) : null);
    }

    private static @Nullable SocketWrapperBase<?> socket(RequestFacade facade) {
        try {
            Request request = (Request) value(RequestFacade.class, "request", facade);
            ActionHook hook = (ActionHook) value(org.apache.coyote.Request.class, "hook", request.getCoyoteRequest());
            if (!(hook instanceof Http11Processor)) {
                return null;
            }
            Method wrapper = AbstractProcessor.class.getDeclaredMethod("getSocketWrapper");
            wrapper.setAccessible(true);
            return (SocketWrapperBase<?>) wrapper.invoke(hook);
        } catch (ReflectiveOperationException | ClassCastException otherwiseMade) {
            return null;
        }
    }

    private static Object value(Class<?> type, String name, Object holder) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(holder);
    }

    /** Whether the state of the connection can be determined at all. */
    boolean isKnown() {
        return socket != null;
    }

    /**
     * Whether the client is still connected. Call it only from the thread that handles the request, because that
     * thread uses the connection.
     */
    boolean isOpen() {
        if (socket == null) {
            return true;
        }
        if (socket.isClosed()) {
            return false;
        }
        ByteBuffer ahead = ByteBuffer.allocate(MOST_AHEAD);
        try {
            int read = socket.read(false, ahead);
            if (read > 0) {
                // The start of the client's next request: pushed back, so that it is read when it is due.
                ahead.flip();
                socket.unRead(ahead);
            }
            return read >= 0;
        } catch (IOException gone) {
            return false;
        }
    }
}

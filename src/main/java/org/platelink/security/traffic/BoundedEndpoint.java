package org.platelink.security.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.platelink.platform.background.BackgroundWorker;

/**
 * Tomcat NIO endpoint with two limits that Tomcat lacks: connections per address, and the total time of a request
 * header. (Tomcat's own timeout restarts with each byte.) It relies on Tomcat's internals: a connection is passed to
 * its handler whenever bytes have arrived; the handler returns {@code OPEN} when all of them are answered, and
 * {@code LONG} when the rest of a header is still to come.
 */
final class BoundedEndpoint extends NioEndpoint {

    private static final Duration ROUND = Duration.ofMillis(500);

    private Arrivals<SocketChannel> arrivals =
            arrivals(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1), any -> true);
    private final BackgroundWorker rounds = BackgroundWorker.every(ROUND, "http-clock", this::cutOverdue)
            .patience(ROUND)
            .interruptedAtStop();

    /** Sets the limits; to be called before the start. */
    void limit(int connections, int anAddress, Duration headerTime, Predicate<InetAddress> unlimited) {
        arrivals = arrivals(connections, anAddress, headerTime, unlimited);
    }

    private static Arrivals<SocketChannel> arrivals(
            int connections, int anAddress, Duration headerTime, Predicate<InetAddress> unlimited) {
        return new Arrivals<>(connections, anAddress, headerTime, unlimited, System::nanoTime);
    }

    @Override
    public void setHandler(Handler<NioChannel> handler) {
        super.setHandler(new Watch(handler));
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        rounds.start();
    }

    @Override
    public void stopInternal() {
        rounds.stop();
        super.stopInternal();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (!admit(socket)) {
            destroySocket(socket);
            return false;
        }
        boolean isOpen = super.setSocketOptions(socket);
        if (isOpen) {
            arrivals.surplus().ifPresent(this::cut);
        } else {
            arrivals.leave(socket);
        }
        return isOpen;
    }

    private boolean admit(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress from
                    && arrivals.admit(socket, from.getAddress());
        } catch (IOException alreadyGone) {
            return false;
        }
    }

    private void cutOverdue() {
        arrivals.overdue().forEach(this::cut);
    }

    /** Closes a connection in the way Tomcat does when its own timeouts expire. */
    private void cut(SocketChannel socket) {
        SocketWrapperBase<NioChannel> wrapper = connections.get(socket);
        if (wrapper == null) {
            arrivals.leave(socket);
        } else {
            processSocket(wrapper, SocketEvent.ERROR, true);
        }
    }

    /** Handler decorator that reports the progress of each connection to {@link Arrivals}. */
    private final class Watch implements Handler<NioChannel> {

        private final Handler<NioChannel> handler;

        Watch(Handler<NioChannel> handler) {
            this.handler = handler;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> wrapper, SocketEvent event) {
            SocketChannel socket = wrapper.getSocket().getIOChannel();
            arrivals.begin(socket);
            SocketState state = handler.process(wrapper, event);
            if (state == SocketState.LONG) {
                if (!isAnswered(wrapper)) {
                    arrivals.pause(socket);
                }
            } else {
                arrivals.answered(socket);
            }
            return state;
        }

        private boolean isAnswered(SocketWrapperBase<NioChannel> wrapper) {
            return wrapper.getCurrentProcessor() instanceof Processor processor && processor.isAsync();
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> wrapper) {
            arrivals.leave(wrapper.getSocket().getIOChannel());
            handler.release(wrapper);
        }

        @Override
        public Object getGlobal() {
            return handler.getGlobal();
        }

        @Override
        public void pause() {
            handler.pause();
        }

        @Override
        public void recycle() {
            handler.recycle();
        }
    }
}

package org.platelink.security.loopback;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Second Tomcat connector on a free port of the loopback interface, without TLS, for the server's requests to itself.
 * The main connector may listen on another address, and its certificate may not name this machine.
 */
final class LoopbackConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Few threads are enough: pages send a few requests at once. */
    private static final int MOST_THREADS = 64;

    private static final int LONGEST_IDLE_MILLIS = 60_000;

    private final Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        connector.setPort(0);
        connector.setXpoweredBy(false);
        AbstractProtocol<?> protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setMaxThreads(MOST_THREADS);
        protocol.setMinSpareThreads(2);
        protocol.setKeepAliveTimeout(LONGEST_IDLE_MILLIS);
        factory.addAdditionalTomcatConnectors(connector);
    }

    /** The port; not positive before the server listens. */
    int port() {
        return connector.getLocalPort();
    }
}

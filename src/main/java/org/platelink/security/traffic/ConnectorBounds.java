package org.platelink.security.traffic;

import java.time.Duration;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** The bounds of connections, given to Tomcat. */
final class ConnectorBounds implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** While a part of a body is waited for, or a part of an answer is not taken. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /**
     * Longer than clients keep connections that they do not use (Java 30 s, .NET 60 s, Go 90 s): the client is to close them, as
     * a request that meets the server's closing is lost.
     */
    private static final Duration UNUSED = Duration.ofSeconds(120);

    /** What {@link BoundedEndpoint} closes is counted until it is closed. */
    private static final int CLOSING = 64;

    private final TrafficProperties properties;
    private final Proxies proxies;

    ConnectorBounds(TrafficProperties properties, Proxies proxies) {
        this.properties = properties;
        this.proxies = proxies;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(BoundedProtocol.class.getName());
        factory.addEngineValves(new UnreadBodyValve());
        factory.addConnectorCustomizers(connector -> {
            BoundedProtocol protocol = (BoundedProtocol) connector.getProtocolHandler();
            protocol.limit(
                    properties.connections(),
                    properties.connectionsAnAddress(),
                    properties.headerTime(),
                    address -> proxies.has(address.getHostAddress()));
            protocol.setMaxConnections(properties.connections() + CLOSING);
            protocol.setConnectionTimeout((int) SILENCE.toMillis());
            protocol.setKeepAliveTimeout((int) UNUSED.toMillis());
            // Of a body that is not all read when its answer leaves Tomcat says that it closes the connection.
            protocol.setMaxSwallowSize(0);
            protocol.setDisableUploadTimeout(false);
            protocol.setConnectionUploadTimeout((int) SILENCE.toMillis());
        });
    }
}

package org.platelink.security.traffic;

import java.time.Duration;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Tomcat customizer that applies the connection limits to the connector. */
final class ConnectorBounds implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Timeout while the next part of a body is awaited, or the client does not take the next part of a response. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /**
     * Keep-alive timeout. It is longer than clients keep idle connections (Java 30 s, .NET 60 s, Go 90 s), so that
     * the client closes them: a request that crosses the server's close is lost.
     */
    private static final Duration UNUSED = Duration.ofSeconds(120);

    /**
     * Extra connections for Tomcat's limit, as those that {@link BoundedEndpoint} closes are counted until they are
     * closed.
     */
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
            // If a body is not fully read when its response is sent, Tomcat announces that it closes the connection.
            protocol.setMaxSwallowSize(0);
            protocol.setDisableUploadTimeout(false);
            protocol.setConnectionUploadTimeout((int) SILENCE.toMillis());
        });
    }
}

package org.platelink.traffic;

import java.time.Duration;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** The bounds of connections, given to Tomcat. */
final class ConnectorBounds implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** While a part of a body is waited for, or a part of an answer is not taken. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

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
        factory.addEngineValves(new UnreadBody());
        factory.addConnectorCustomizers(connector -> {
            BoundedProtocol protocol = (BoundedProtocol) connector.getProtocolHandler();
            protocol.limit(
                    properties.connections(),
                    properties.connectionsAnAddress(),
                    properties.headerTime(),
                    address -> proxies.has(address.getHostAddress()));
            protocol.setMaxConnections(properties.connections() + CLOSING);
            protocol.setConnectionTimeout((int) SILENCE.toMillis());
            protocol.setKeepAliveTimeout((int) Duration.ofSeconds(30).toMillis());
            protocol.setDisableUploadTimeout(false);
            protocol.setConnectionUploadTimeout((int) SILENCE.toMillis());
        });
    }
}

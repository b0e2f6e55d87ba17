package org.platelink.security.traffic;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat protocol handler for HTTP/1.1 on {@link BoundedEndpoint}. Public only because Tomcat instantiates it by
 * class name.
 */
public final class BoundedProtocol extends Http11NioProtocol {

    private final BoundedEndpoint endpoint;

    /** Has no limits until they are set. */
    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void limit(int connections, int anAddress, Duration headerTime, Predicate<InetAddress> unlimited) {
        endpoint.limit(connections, anAddress, headerTime, unlimited);
    }
}

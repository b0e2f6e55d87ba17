package org.platelink.security.traffic;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 on {@link BoundedEndpoint}. Public only because Tomcat makes it by its name. */
public final class BoundedProtocol extends Http11NioProtocol {

    private final BoundedEndpoint endpoint;

    /** Without bounds, until they are given. */
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

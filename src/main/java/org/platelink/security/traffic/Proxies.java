package org.platelink.security.traffic;

import java.util.List;
import java.util.regex.Pattern;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** The trusted proxies in front of the server, whose forwarding headers are believed. */
final class Proxies {

    /** Accepts literal addresses, no names: a name would need a DNS lookup, and may be anybody's tomorrow. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]*[.:][0-9a-fA-F:.]*");

    private final List<IpAddressMatcher> ranges;

    private Proxies(List<IpAddressMatcher> ranges) {
        this.ranges = ranges;
    }

    static Proxies of(List<String> ranges) {
        return new Proxies(ranges.stream()
                .map(String::trim)
                .filter(range -> !range.isEmpty())
                .map(Proxies::range)
                .toList());
    }

    private static IpAddressMatcher range(String range) {
        try {
            if (ADDRESS.matcher(range.split("/", 2)[0]).matches()) {
                return new IpAddressMatcher(range);
            }
        } catch (IllegalArgumentException wrong) {
            // Reported below.
        }
        throw new StartUpRefused("platelink.traffic.proxies names " + range
                + ", which is no address; give addresses such as 10.1.2.3 or 10.1.2.0/24.");
    }

    boolean has(String address) {
        return isAddress(address) && ranges.stream().anyMatch(range -> range.matches(address));
    }

    static boolean isAddress(String address) {
        return ADDRESS.matcher(address).matches();
    }
}

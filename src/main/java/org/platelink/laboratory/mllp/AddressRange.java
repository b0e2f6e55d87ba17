package org.platelink.laboratory.mllp;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * An IP address or CIDR block from which a peer connects.
 *
 * @param text as the operator wrote it
 * @param matcher matches its addresses
 * @param peer the peer that connects from it
 */
record AddressRange(String text, IpAddressMatcher matcher, Peer peer) {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(/[1-9]\\d{0,2})?");

    static AddressRange of(String text, Peer peer, String property) {
        String trimmed = text.trim();
        try {
            if (FORM.matcher(trimmed).matches()) {
                return new AddressRange(trimmed, new IpAddressMatcher(trimmed), peer);
            }
        } catch (IllegalArgumentException none) {
            // Falls through to the exception below.
        }
        throw new StartUpRefused("MLLP cannot use what it was given as " + property
                + "; give addresses, such as 10.1.2.3 or 10.1.2.0/24, and no names of machines.");
    }

    static List<AddressRange> ofThisMachine(Peer peer) {
        return List.of(
                new AddressRange("127.0.0.0/8", new IpAddressMatcher("127.0.0.0/8"), peer),
                new AddressRange("::1", new IpAddressMatcher("::1"), peer));
    }

    /**
     * Whether two ranges have an address in common. Of two blocks that overlap, the smaller one lies entirely in the
     * larger one, so that comparing the base addresses is enough.
     */
    boolean overlaps(AddressRange other) {
        return matcher.matches(other.base()) || other.matcher.matches(base());
    }

    private String base() {
        return text.replaceFirst("/.*", "");
    }

    boolean has(InetAddress address) {
        // A link-local address has the network interface as its suffix (zone id).
        return matcher.matches(address.getHostAddress().replaceFirst("%.*", ""));
    }
}

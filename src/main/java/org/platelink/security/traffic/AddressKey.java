package org.platelink.security.traffic;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Maps an address to the key under which its sender is counted: the IPv4 address, or the 64-bit IPv6 network, since
 * one household has a whole one.
 */
final class AddressKey {

    private static final int NETWORK = 8;

    /** Matches literal addresses only, so that no name is ever looked up in DNS. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%\\w+)?]?");

    private AddressKey() {}

    static String of(InetAddress address) {
        return address instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK)
                : address.getHostAddress();
    }

    /** The key of an address given as text; any other text is returned as it is. */
    static String of(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return address;
        }
        try {
            return of(InetAddress.getByName(address));
        } catch (UnknownHostException none) {
            return address;
        }
    }
}

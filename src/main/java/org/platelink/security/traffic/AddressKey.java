package org.platelink.security.traffic;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** By what one that asks is counted: an IPv4 address, or an IPv6 network of 64 bits, of which one household has all. */
final class AddressKey {

    private static final int NETWORK = 8;

    /** Only what is an address already, so that no name is ever looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%\\w+)?]?");

    private AddressKey() {}

    static String of(InetAddress address) {
        return address instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK)
                : address.getHostAddress();
    }

    /** Of an address in text; the text itself where it is none. */
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

package org.platelink.security.traffic;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parser for the headers with the chain of addresses that a request was forwarded for; each proxy adds the address
 * from which it got the request. Several header lines are read as one, and ports are removed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239, Forwarded HTTP Extension</a>
 */
enum ForwardedChain {

    /** A list of addresses, separated by commas. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        List<String> read(String lines) {
            return Arrays.stream(lines.split(",", -1)).map(String::trim).toList();
        }
    },

    /** The header of RFC 7239: lists of pairs, of which {@code for} has the address. */
    FORWARDED("Forwarded") {
        @Override
        List<String> read(String lines) {
            List<String> steps = new ArrayList<>();
            for (String step : lines.split(",", -1)) {
                Matcher address = FOR.matcher(step);
                steps.add(address.find() ? address.group(1) : "");
            }
            return steps;
        }
    };

    /** A quoted value contains no comma: it is an address, or an identifier that is no address. */
    private static final Pattern FOR = Pattern.compile("(?:^|;)\\s*(?i:for)\\s*=\\s*\"?([^\\s;\"]*)");

    private static final Pattern WITH_PORT =
            Pattern.compile("(\\d+(?:\\.\\d+){3}):\\d+|\\[([0-9a-fA-F:.]+)](?::\\d+)?");

    private final String header;

    ForwardedChain(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    abstract List<String> read(String lines);

    boolean isIn(HttpServletRequest request) {
        return request.getHeader(header) != null;
    }

    /** The chain from the client to the last proxy; an entry that is not an address is kept as written. */
    List<String> of(HttpServletRequest request) {
        return read(String.join(",", Collections.list(request.getHeaders(header)))).stream()
                .map(ForwardedChain::withoutPort)
                .toList();
    }

    private static String withoutPort(String step) {
        Matcher parts = WITH_PORT.matcher(step);
        if (!parts.matches()) {
            return step;
        }
        return parts.group(1) == null ? parts.group(2) : parts.group(1);
    }
}

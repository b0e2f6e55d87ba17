package org.platelink.platform.server;

/**
 * Content-Security-Policy for the responses below a path. What serves pages brings one as a bean. All other responses
 * are data, for which a browser may do nothing.
 *
 * @param path such as {@code /ig}
 * @param policy a Content-Security-Policy
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
public record PagePolicy(String path, String policy) {

    /** The policy for data: nothing is loaded, nothing runs, nobody frames it. */
    static final String OF_DATA =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    boolean covers(String asked) {
        return asked.equals(path) || asked.startsWith(path + "/");
    }
}

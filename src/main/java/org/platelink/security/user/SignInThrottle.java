package org.platelink.security.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rate limit on password guessing that does not lock out the person whose password is guessed. Failures of a login
 * are counted over all browsers that have never signed in with it, and separately for each browser that has (device
 * cookies). Failures of an address are counted over all logins.
 *
 * @see <a href="https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">OWASP, device
 *     cookies</a>
 */
final class SignInThrottle {

    static final Duration WHILE = Duration.ofMinutes(15);

    private static final int MOST_FAILURES = 10;
    private static final int MOST_FAILURES_OF_AN_ADDRESS = 50;
    private static final int MOST_KEYS = 100_000;

    private final Cache<String, AtomicInteger> failures =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterWrite(WHILE).build();

    /**
     * The origin of an attempt to sign in.
     *
     * @param login the login as typed
     * @param device identifies a browser that has signed in with this login before; empty if it has not
     * @param address the network address
     */
    record Origin(String login, String device, String address) {

        private String ofLogin() {
            return "login " + login + " " + device;
        }

        private String ofAddress() {
            return "address " + address;
        }
    }

    /** Whether further attempts are refused for the moment, without being checked. */
    boolean isClosed(Origin origin) {
        return count(origin.ofLogin()) >= MOST_FAILURES
                || origin.device().isEmpty() && count(origin.ofAddress()) >= MOST_FAILURES_OF_AN_ADDRESS;
    }

    void failed(Origin origin) {
        add(origin.ofLogin());
        add(origin.ofAddress());
    }

    void succeeded(Origin origin) {
        failures.invalidate(origin.ofLogin());
    }

    private int count(String key) {
        AtomicInteger counted = failures.getIfPresent(key);
        return counted == null ? 0 : counted.get();
    }

    private void add(String key) {
        failures.get(key, absent -> new AtomicInteger()).incrementAndGet();
    }
}

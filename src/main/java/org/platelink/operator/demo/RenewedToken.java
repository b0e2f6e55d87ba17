package org.platelink.operator.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Cached access token that is renewed before it expires. Thread-safe. */
final class RenewedToken {

    /** A token is valid for five minutes. */
    private static final Duration HELD = Duration.ofMinutes(4);

    private final Supplier<String> source;
    private String token = "";
    private Instant ends = Instant.MIN;

    RenewedToken(Supplier<String> source) {
        this.source = source;
    }

    synchronized String get() {
        if (!Instant.now().isBefore(ends)) {
            token = source.get();
            ends = Instant.now().plus(HELD);
        }
        return token;
    }
}

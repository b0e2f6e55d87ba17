package org.platelink.study.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The CQL library that is part of the server and that the libraries of studies may include. */
final class BundledLibraries {

    static final RuleSource TRIAL_RULES = RuleSource.of(text("TrialRules.cql"));

    private BundledLibraries() {}

    private static String text(String name) {
        try (InputStream stream = Objects.requireNonNull(BundledLibraries.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package org.platelink.study.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Looks up the libraries that were compiled during the build: ELM in JSON, by the fingerprint of the CQL text. */
interface PrecompiledElm {

    /** The resources beside this class, written by {@link LibraryBuild}. */
    PrecompiledElm OF_THE_BUILD = source -> {
        try (InputStream stream = PrecompiledElm.class.getResourceAsStream("elm/" + source.fingerprint() + ".json")) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    };

    /** No precompiled libraries: everything is compiled. */
    PrecompiledElm NONE = source -> Optional.empty();

    /** The ELM of exactly this text, if there is one. */
    Optional<String> of(RuleSource source);
}

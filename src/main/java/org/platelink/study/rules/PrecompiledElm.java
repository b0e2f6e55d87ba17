package org.platelink.study.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the build made of the texts of libraries: ELM in JSON, found by the text's fingerprint. */
interface PrecompiledElm {

    /** Beside this class, where {@link LibraryBuild} writes them. */
    PrecompiledElm OF_THE_BUILD = source -> {
        try (InputStream stream = PrecompiledElm.class.getResourceAsStream("elm/" + source.fingerprint() + ".json")) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    };

    /** Everything is compiled anew. */
    PrecompiledElm NONE = source -> Optional.empty();

    /** The compiled form of this very text, if there is one. */
    Optional<String> of(RuleSource source);
}

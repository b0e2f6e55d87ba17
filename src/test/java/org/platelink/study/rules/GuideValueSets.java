package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** The value sets of the compiled guide, without a server. */
public final class GuideValueSets {

    private GuideValueSets() {}

    public static @Nullable ValueSet of(String url) {
        Path file = Path.of("ig/fsh-generated/resources/ValueSet-" + url.substring(url.lastIndexOf('/') + 1) + ".json");
        try {
            return Files.exists(file)
                    ? FhirContext.forR4Cached().newJsonParser().parseResource(ValueSet.class, Files.readString(file))
                    : null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

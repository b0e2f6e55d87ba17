package org.platelink.study.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Library;
import org.platelink.platform.server.FhirErrors;

/**
 * Rejects a Library whose CQL does not compile (HTTP 422), before it is stored by any means, so that evaluations do
 * not fail because of it later.
 */
final class LibraryCheck {

    private static final String PLACE = "Library.content.data";

    private final StudyRules stored;

    LibraryCheck(StudyRules stored) {
        this.stored = stored;
    }

    void check(Library library) {
        library.getContent().stream()
                .filter(content -> LibraryText.CQL.equals(content.getContentType()) && content.hasData())
                .map(content -> LibraryBounds.objection(new String(content.getData(), StandardCharsets.UTF_8)))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(objection -> {
                    throw FhirErrors.broken(PLACE, "The CQL cannot be taken. " + objection);
                });
        text(library).ifPresent(source -> check(library, source));
    }

    private static Optional<RuleSource> text(Library library) {
        try {
            return LibraryText.of(library);
        } catch (IllegalArgumentException nameless) {
            throw FhirErrors.broken(PLACE, "The CQL cannot be taken: " + nameless.getMessage() + ".");
        }
    }

    private void check(Library library, RuleSource source) {
        if (!source.name().equals(library.getName()) || !source.version().equals(library.getVersion())) {
            throw FhirErrors.broken(
                    "Library.name",
                    "The CQL is of library " + source.name() + " version " + source.version()
                            + "; Library.name and Library.version must say the same.");
        }
        if (PrecompiledElm.OF_THE_BUILD.of(source).isPresent()) {
            return;
        }
        List<RuleSource> all = new ArrayList<>(stored.sources());
        all.removeIf(one -> one.name().equals(source.name()));
        all.add(source);
        try {
            new CompiledLibraries(all, PrecompiledElm.OF_THE_BUILD).elm(source);
        } catch (LibraryDoesNotCompile failure) {
            throw FhirErrors.broken(
                    PLACE,
                    "The CQL does not compile. "
                            + failure.faults().stream()
                                    .map(LibraryFault::toString)
                                    .collect(Collectors.joining("; ")));
        }
    }
}

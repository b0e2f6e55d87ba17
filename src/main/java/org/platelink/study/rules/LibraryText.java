package org.platelink.study.rules;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Library;

/** Extracts the CQL from the content of a Library resource. */
final class LibraryText {

    static final String CQL = "text/cql";

    private LibraryText() {}

    /**
     * The CQL text.
     *
     * @return empty if the Library has none
     * @throws IllegalArgumentException if it does not declare the library's name and version
     */
    static Optional<RuleSource> of(Library library) {
        return library.getContent().stream()
                .filter(content -> CQL.equals(content.getContentType()) && content.hasData())
                .findFirst()
                .map(Attachment::getData)
                .map(data -> RuleSource.of(new String(data, StandardCharsets.UTF_8)));
    }
}

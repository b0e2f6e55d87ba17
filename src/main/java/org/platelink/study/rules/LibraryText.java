package org.platelink.study.rules;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Library;

/** The CQL that a Library carries. */
final class LibraryText {

    static final String CQL = "text/cql";

    private LibraryText() {}

    /**
     * The text.
     *
     * @return empty if it carries none
     * @throws IllegalArgumentException if it does not say which library it is
     */
    static Optional<RuleSource> of(Library library) {
        return library.getContent().stream()
                .filter(content -> CQL.equals(content.getContentType()) && content.hasData())
                .findFirst()
                .map(Attachment::getData)
                .map(data -> RuleSource.of(new String(data, StandardCharsets.UTF_8)));
    }
}

package org.platelink.laboratory.lab;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.platelink.laboratory.hl7v2.CodedElement;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.SiteMaps.Meaning;

/**
 * Translates coded and textual answers to FHIR. The coding from the site's ConceptMap, if there is one, precedes the
 * codings that were sent; an answer that the guide already allows is not mapped.
 */
final class AnswerTranslation {

    /**
     * A longer text is not an answer word; it may contain anything about the patient, and is not repeated in
     * findings.
     */
    private static final int LONGEST_WORD = 40;

    private final SiteMaps maps;
    private final CodeTranslation codes;
    private final PatientFindings found;

    AnswerTranslation(SiteMaps maps, CodeTranslation codes, PatientFindings found) {
        this.maps = maps;
        this.codes = codes;
        this.found = found;
    }

    /**
     * Translates an answer.
     *
     * @param taken the answers that the guide allows, as {@code system|code}; empty if any
     * @return empty if it is not an allowed answer, and no map translates it to one
     */
    Optional<CodeableConcept> read(CodedElement coded, Set<String> taken) {
        CodeableConcept sent = codes.plain(coded);
        if (sent.getCoding().stream().anyMatch(one -> isTaken(one, taken))) {
            return Optional.of(sent);
        }
        Optional<Coding> meaning = Stream.of(
                        coded.code(), coded.text(), coded.alternateCode(), coded.alternateText(), coded.originalText())
                .filter(word -> !word.isBlank())
                .flatMap(word -> maps.answer(word) instanceof Meaning.MappedCode known
                        ? Stream.of(known.coding().copy())
                        : Stream.empty())
                .findFirst()
                .filter(known -> taken.isEmpty() || isTaken(known, taken));
        meaning.ifPresent(known -> sent.getCoding().add(0, known));
        return meaning.isPresent() || taken.isEmpty() ? Optional.of(sent) : Optional.empty();
    }

    private static boolean isTaken(Coding coding, Set<String> taken) {
        return taken.contains(coding.getSystem() + "|" + coding.getCode());
    }

    /** Adds a finding that an answer has no allowed meaning. */
    void unmapped(CodedElement coded, String place) {
        String word = Stream.of(coded.code(), coded.text(), coded.alternateCode(), coded.originalText())
                .filter(one -> !one.isBlank())
                .findFirst()
                .orElse("");
        found.add(
                Reason.UNMAPPED_ANSWER,
                place,
                word.length() > LONGEST_WORD ? null : word,
                "No map says which answer of the guide this one is; add it to the group "
                        + new SiteUris(maps.site()).answers() + " of the site's ConceptMap.");
    }
}

package org.platelink.laboratory.lab;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.platelink.laboratory.hl7v2.Coded;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.SiteMaps.Meaning;

/** Coded and worded answers in FHIR: what the site's map says of them first, then what was sent. */
final class AnswerTranslation {

    /** What is longer is no word of an answer; it may say anything of the patient, and is not repeated. */
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
     * Reads an answer.
     *
     * @param taken the answers that the guide takes, as {@code system|code}; empty if any
     * @return empty if it is none of those, and no map says that it means one
     */
    Optional<CodeableConcept> read(Coded coded, Set<String> taken) {
        CodeableConcept sent = codes.plain(coded);
        if (sent.getCoding().stream().anyMatch(one -> isTaken(one, taken))) {
            return Optional.of(sent);
        }
        Optional<Coding> meaning = Stream.of(
                        coded.code(), coded.text(), coded.alternateCode(), coded.alternateText(), coded.originalText())
                .filter(word -> !word.isBlank())
                .flatMap(word -> maps.answer(word) instanceof Meaning.Of known
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

    /** Finds that an answer has no meaning that the guide takes. */
    void unmapped(Coded coded, String place) {
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

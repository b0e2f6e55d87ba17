package org.platelink.study.trds;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a registry record has of a trial beyond the WHO items.
 *
 * @param steps the dates of its registration by activity, codes of {@code research-study-registration-activity}
 * @param primaryCompletion null if it is not stated
 * @param citations the publications and links, among them those of results
 * @param terms the MeSH terms by which the registry files it
 * @param flags what the registry asks as yes or no, by its own names
 * @param designTexts the descriptions of parts of the design, by their codes of {@code study-design}
 * @param responsible who answers for the record
 * @param population of an observational study, whom it observes, and how they are sampled
 * @param wording the criteria as one text, as the registry has it
 * @param sharing more of the plan to share data
 */
public record RegistryDetails(
        Map<String, Step> steps,
        @Nullable Step primaryCompletion,
        List<Citation> citations,
        List<Term> terms,
        Map<String, Boolean> flags,
        Map<String, String> designTexts,
        @Nullable Responsible responsible,
        Population population,
        @Nullable String wording,
        SharingTerms sharing) {

    /**
     * A date of the record.
     *
     * @param date a FHIR date
     * @param certainty {@code actual} or {@code estimated}; null if nobody said
     */
    public record Step(String date, @Nullable String certainty) {}

    /**
     * A publication or a link.
     *
     * @param kind the registry's word, such as {@code BACKGROUND}; {@code SEE_ALSO} for a link
     */
    public record Citation(@Nullable String kind, @Nullable String citation, @Nullable String url) {

        /** Whether it is of the trial's results: said so, or of no kind. */
        public boolean isOfResults() {
            return kind == null || kind.equals("RESULT");
        }
    }

    /**
     * A MeSH term.
     *
     * @param kind a code of the guide's {@code browse-term-kind}
     */
    public record Term(String kind, String id, @Nullable String term) {}

    /** The responsible party, with the registry's word for its type; the name is null if it is the sponsor. */
    public record Responsible(
            String type, @Nullable String name, @Nullable String title, @Nullable String affiliation) {}

    /** Whom an observational study observes, and how they are sampled. */
    public record Population(@Nullable String description, @Nullable String samplingMethod) {}

    /** More of the plan to share data. */
    public record SharingTerms(
            List<String> infoTypes,
            @Nullable String timeFrame,
            @Nullable String accessCriteria,
            @Nullable String url) {}
}

package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class VerdictChangeTests {

    private static final String RESULT = "Observation/result";

    @Test
    void anotherDayAloneIsNoChange() {
        VerdictChange change = change(
                List.of(one("EXC09a", "not-met", "2026-03-05", RESULT), one("eligibility", "eligible", "2026-03-05")),
                List.of(one("EXC09a", "not-met", "2026-03-20", RESULT), one("eligibility", "eligible", "2026-03-20")));

        assertThat(change.substantial()).isEmpty();
        assertThat(change.sentence()).isEmpty();
    }

    @Test
    void anotherResultOfACriterionIsSaidWithTheVerdict() {
        VerdictChange change = change(
                List.of(
                        one("EXC01", "not-met", "2026-03-05"),
                        one("EXC09a", "not-met", "2026-03-05", RESULT),
                        one("eligibility", "eligible", "2026-03-05")),
                List.of(
                        one("EXC01", "not-met", "2026-03-20"),
                        one("EXC09a", "met", "2026-03-20", RESULT),
                        one("eligibility", "ineligible", "2026-03-20")));

        assertThat(change.substantial())
                .extracting(one -> one.getIdElement().getIdPart())
                .containsExactly("EXC09a", "eligibility");
        assertThat(change.note())
                .hasValue("As of 2026-03-05 the verdict was eligible, as of 2026-03-20 it is ineligible: EXC09a was"
                        + " not-met and is met.");
    }

    @Test
    void otherEvidenceOfTheSameResultIsStoredWithItsVerdict() {
        VerdictChange change = change(
                List.of(one("EXC09a", "not-met", "2026-03-05", RESULT), one("eligibility", "eligible", "2026-03-05")),
                List.of(
                        one("EXC09a", "not-met", "2026-03-05", "Observation/another"),
                        one("eligibility", "eligible", "2026-03-05")));

        assertThat(change.toStore())
                .extracting(one -> one.getIdElement().getIdPart())
                .containsExactly("EXC09a", "eligibility");
        assertThat(change.note()).isEmpty();
    }

    @Test
    void whatChangedLastStaysSaidWhileNothingElseDoes() {
        Observation stored = one("eligibility", "ineligible", "2026-03-05");
        stored.addNote().setText("EXC09a was not-met and is met.");

        VerdictChange change = change(List.of(stored), List.of(one("eligibility", "ineligible", "2026-03-20")));

        assertThat(change.note()).hasValue("EXC09a was not-met and is met.");
    }

    @Test
    void theFirstVerdictIsStoredWhole() {
        VerdictChange change = change(List.of(), List.of(one("eligibility", "undecided", "2026-03-05")));

        assertThat(change.toStore()).hasSize(1);
        assertThat(change.note()).isEmpty();
    }

    private static VerdictChange change(List<Observation> stored, List<Observation> derived) {
        return new VerdictChange(
                stored.stream()
                        .collect(java.util.stream.Collectors.toMap(
                                one -> one.getIdElement().getIdPart(), one -> one)),
                derived);
    }

    private static Observation one(String code, String value, String day, String... evidence) {
        Observation one = new Observation();
        one.setId("Observation/" + code);
        one.getCode().addCoding(new Coding("urn:test", code, null));
        one.setValue(new CodeableConcept(new Coding("urn:values", value, null)));
        one.setEffective(new DateTimeType(day));
        for (String reference : evidence) {
            one.addDerivedFrom(new Reference(reference));
        }
        return one;
    }
}

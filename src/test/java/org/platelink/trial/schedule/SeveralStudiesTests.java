package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.platelink.trial.subject.PartialDate;

/** A participant who is a subject of two studies with a protocol each. */
class SeveralStudiesTests {

    private static final Protocol ONE = CourseLines.study();
    private static final Protocol OTHER = other();

    private static Protocol other() {
        PlanDefinition plan = CourseLines.plan(Path.of("fhir-resources/study/PlanDefinition-msc-itp-protocol.json"));
        plan.setUrl("https://other.example/PlanDefinition/protocol");
        return ProtocolReader.read(plan, definition -> definition.endsWith("/visit-infusion"));
    }

    private static VisitRecord dose(String id, @Nullable String protocol, @Nullable String encounter) {
        return new VisitRecord(
                "MedicationAdministration",
                id,
                "completed",
                protocol,
                protocol == null ? null : "infusion-1",
                encounter,
                "2026-02-02",
                "2026-02-02",
                true,
                null);
    }

    private static VisitRecord visit(String protocol) {
        return new VisitRecord(
                "Encounter", "e", "finished", protocol, "infusion-1", null, "2026-02-02", "2026-02-02", false, null);
    }

    private static List<Occurrence> given(Protocol protocol, VisitRecord... records) {
        return new ProtocolRecords(ProtocolTimeline.of(protocol), CourseLines.ZONE, List.of(records))
                .tookPlace().stream().filter(Occurrence::intervention).toList();
    }

    @Test
    void givesADoseToTheStudyThatItNames() {
        VisitRecord dose = dose("d", ONE.url(), null);
        assertThat(given(ONE, dose)).hasSize(1);
        assertThat(given(OTHER, dose)).isEmpty();
    }

    @Test
    void givesADoseToTheStudyThatItsEncounterNames() {
        VisitRecord dose = dose("d", null, "e");
        assertThat(given(ONE, dose, visit(OTHER.url()))).isEmpty();
        assertThat(given(OTHER, dose, visit(OTHER.url()))).hasSize(1);
    }

    private static VisitOfSubject asOneOf(Protocol protocol, VisitRecord dose, VisitRecord... records) {
        SubjectRecord subject = new SubjectRecord(
                protocol.url(),
                "0001",
                protocol.url(),
                "p",
                1,
                "site-1",
                "c",
                "",
                CourseLines.course(List.of("screening since 2026-01-05", "eligible since 2026-01-20"))
                        .states(),
                ScreeningSpan.WHOLE);
        return new VisitOfSubject(
                dose,
                subject,
                new ProtocolRecords(ProtocolTimeline.of(protocol), CourseLines.ZONE, List.of(records)),
                Optional.of(PartialDate.of("2026-01-05")),
                LocalDate.parse("2026-03-01"));
    }

    @Test
    void refusesADoseThatMayBeOfEither() {
        VisitRecord dose = dose("d", null, null);
        assertThatThrownBy(() -> VisitOfSubject.check(
                        dose, List.of(asOneOf(ONE, dose, dose), asOneOf(OTHER, dose, dose)), List.of()))
                .hasMessageContaining("of several studies")
                .hasMessageContaining("planned-visit");
        VisitOfSubject.check(dose, List.of(asOneOf(ONE, dose, dose)), List.of());
    }

    @Test
    void takesADoseWhoseEncounterSaysOfWhichItIs() {
        VisitRecord dose = dose("d", null, "e");
        VisitRecord visit = visit(ONE.url());
        VisitOfSubject.check(
                dose, List.of(asOneOf(ONE, dose, dose, visit), asOneOf(OTHER, dose, dose, visit)), List.of());
    }
}

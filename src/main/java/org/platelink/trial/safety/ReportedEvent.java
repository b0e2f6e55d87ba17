package org.platelink.trial.safety;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.subject.PartialDate;

/**
 * An adverse event as an investigator reported it.
 *
 * @param subject the subject who had it
 * @param event the event
 * @param date when it happened, at the site
 */
record ReportedEvent(SubjectVisits subject, AdverseEvent event, PartialDate date) {

    private static final String GRADE = CanonicalUrls.STRUCTURE_DEFINITION + "ae-grade";
    private static final String SERIOUS = "Serious";

    static ReportedEvent of(SubjectVisits subject, AdverseEvent event, ZoneId zone) {
        return new ReportedEvent(
                subject,
                event,
                PartialDate.of(String.valueOf(event.getDateElement().getValueAsString()), zone));
    }

    String reference() {
        return "AdverseEvent/" + event.getIdElement().getIdPart();
    }

    /** What happened: the text of the event's concept, or else the display of its first code, or that code. */
    String term() {
        Coding coding = event.getEvent().getCodingFirstRep();
        return Optional.ofNullable(event.getEvent().getText())
                .or(() -> Optional.ofNullable(coding.getDisplay()))
                .or(() -> Optional.ofNullable(coding.getCode()))
                .orElse("");
    }

    /** The grade that the investigator gave; null if none was given. */
    @Nullable
    Integer grade() {
        return event.getExtensionByUrl(GRADE) == null
                ? null
                : ((IntegerType) event.getExtensionByUrl(GRADE).getValue()).getValue();
    }

    @Nullable
    String seriousness() {
        return code(event.getSeriousness());
    }

    boolean isSerious() {
        return event.getSeriousness().getCoding().stream().anyMatch(one -> SERIOUS.equals(one.getCode()));
    }

    @Nullable
    String outcome() {
        return code(event.getOutcome());
    }

    private static @Nullable String code(CodeableConcept concept) {
        return concept.hasCoding() ? concept.getCodingFirstRep().getCode() : concept.getText();
    }

    /** The references of the suspected causes. */
    List<String> suspects() {
        return event.getSuspectEntity().stream()
                .map(one -> one.getInstance().getReference())
                .toList();
    }

    /** The days from the first infusion, negative before it; null if either day is not known. */
    @Nullable
    Integer daysSinceFirstInfusion() {
        Optional<LocalDate> first = subject.firstIntervention();
        return first.isEmpty() || date.day().isEmpty()
                ? null
                : Math.toIntExact(
                        ChronoUnit.DAYS.between(first.get(), date.day().get()));
    }

    boolean isBy(LocalDate day) {
        return !date.first().isAfter(day);
    }
}

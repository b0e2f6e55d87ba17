package org.platelink.trial.subject;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.trial.subject.Death.Order;
import org.platelink.trial.subject.StudyEvents.StudyEvent;
import org.platelink.trial.subject.SubjectConsents.SubjectConsent;

/**
 * What limits the participation of a subject beside its states: a recorded death, and the consents.
 *
 * @param death the recorded death; null if none is recorded
 * @param consents the consents of the subject
 */
public record Participation(@Nullable Death death, SubjectConsents consents) {

    private static final String PLACE = "MedicationAdministration.effective";
    private static final int MOST_NAMED = 5;

    /** The recorded death has no public details. */
    Optional<Death> died() {
        return Optional.ofNullable(death);
    }

    /**
     * Checks an infusion that is being written as given.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if it was after the death, if that
     *     cannot be told and no reason is recorded with it, or if no consent was in force
     */
    public void requireInfusion(StudyEvent infusion) {
        died().ifPresent(one -> notAfter(one, infusion));
        if (!consents.consents().isEmpty() && !consents.cover(infusion.date())) {
            SubjectConsent consent = consents.consents().get(0);
            throw FhirErrors.broken(
                    "MedicationAdministration.subject",
                    "The consent of the subject, " + consent.reference() + ", is " + consent.status()
                            + ", so no infusion is taken. Record the Consent that is in force; or, for an infusion that"
                            + " was given while this one was, say until when in its provision.period.end.");
        }
    }

    private static void notAfter(Death death, StudyEvent infusion) {
        Order order = death.orderOf(infusion.dateTime(), infusion.date());
        if (order == Order.AFTER) {
            throw FhirErrors.broken(
                    PLACE,
                    "The infusion was given on " + infusion.date().text() + ", and the participant died " + death.when()
                            + " (" + death.reference() + "). Correct the date of the one that is wrong.");
        }
        if (order == Order.UNKNOWN
                && (infusion.reason() == null || infusion.reason().isBlank())) {
            throw FhirErrors.broken(
                    PLACE,
                    "The participant died " + death.when() + " (" + death.reference()
                            + "), and whether the infusion of "
                            + infusion.date().text()
                            + " was before that cannot be told. Record the day of the death in a"
                            + " fatal AdverseEvent, or say in the infusion's extension deviation-reason how it is known"
                            + " that it was before.");
        }
    }

    /**
     * Checks a death that is being written against the infusions that are stored.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if one was given after it
     */
    void requireDeathAfter(List<StudyEvent> events) {
        died().ifPresent(one -> {
            List<String> later = events.stream()
                    .filter(StudyEvent::infusion)
                    .filter(event -> one.orderOf(event.dateTime(), event.date()) == Order.AFTER)
                    .map(Participation::named)
                    .limit(MOST_NAMED)
                    .toList();
            if (!later.isEmpty()) {
                throw FhirErrors.conflict(
                        one.reference().startsWith("Patient/") ? "Patient.deceased" : "AdverseEvent.date",
                        "The participant would have died " + one.when() + ", before " + String.join(", ", later)
                                + ". Correct the date of the one that is wrong, or the status of an infusion that was"
                                + " not given; one transaction may hold both.");
            }
        });
    }

    /**
     * Checks a consent that is being written against the infusions that are stored.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if one was given before every
     *     consent, or none was given at all, and no reason is recorded with the consent
     */
    void requireConsentBefore(List<StudyEvent> events) {
        if (consents.consents().isEmpty() || consents.deviation().isPresent()) {
            return;
        }
        Optional<PartialDate> since = consents.since();
        List<String> earlier = events.stream()
                .filter(StudyEvent::infusion)
                .filter(event ->
                        since.isEmpty() || event.date().isBefore(since.get().first()))
                .map(Participation::named)
                .limit(MOST_NAMED)
                .toList();
        if (!earlier.isEmpty()) {
            throw FhirErrors.conflict(
                    "Consent",
                    "By this " + String.join(", ", earlier) + " would have been given "
                            + since.map(day -> "before the consent of " + day.text())
                                    .orElse("without a consent")
                            + ". Correct the Consent or the infusion; if it is so, say why in the Consent's extension"
                            + " deviation-reason, and it stands as a deviation.");
        }
    }

    private static String named(StudyEvent event) {
        return event.reference() + " of " + event.date().text();
    }
}

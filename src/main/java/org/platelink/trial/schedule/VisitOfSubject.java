package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.platelink.platform.server.FhirErrors;
import org.platelink.trial.subject.PartialDate;

/**
 * Validation of a visit or a dose that is being written, as an event of one subject of a study.
 *
 * @param recorded the visit or dose that is being written
 * @param subject the subject
 * @param records everything recorded of the subject, including this event
 * @param consent when the subject consented; empty if no consent is recorded
 * @param today the current day at the subject's site
 */
record VisitOfSubject(
        VisitRecord recorded,
        SubjectRecord subject,
        ProtocolRecords records,
        Optional<PartialDate> consent,
        LocalDate today) {

    /**
     * Validates what is being written.
     *
     * @param possible the event as one of each subject that its Patient is
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 409 or 422 with the error
     */
    static void check(VisitRecord recorded, List<VisitOfSubject> possible) {
        boolean study = recorded.action() != null || recorded.claimed();
        if (study && possible.isEmpty()) {
            throw FhirErrors.broken(
                    recorded.type() + ".subject",
                    "The patient is not a subject of any study; register the subject first, with $register-subject.");
        }
        List<VisitOfSubject> named = possible.stream()
                .filter(visit -> recorded.action() == null || recorded.names(visit.records.protocol()))
                .toList();
        if (named.isEmpty() && recorded.action() != null) {
            throw FhirErrors.broken(
                    recorded.type() + ".extension.extension.where(url='protocol')",
                    "The planned visit names another protocol than the subject's, which is "
                            + possible.stream()
                                    .map(visit -> visit.records.protocol().url())
                                    .distinct()
                                    .collect(Collectors.joining(" or "))
                            + ".");
        }
        if (recorded.claimed() && recorded.action() == null && named.size() > 1) {
            named = ofTheVisitOfItsEncounter(recorded, named);
        }
        named.forEach(VisitOfSubject::check);
    }

    /** Of a participant in several studies, a dose that names no visit would be one of each. */
    private static List<VisitOfSubject> ofTheVisitOfItsEncounter(VisitRecord dose, List<VisitOfSubject> possible) {
        List<VisitOfSubject> named = possible.stream()
                .filter(visit -> visit.records.named(dose).isPresent())
                .toList();
        if (named.isEmpty()) {
            throw FhirErrors.broken(
                    "MedicationAdministration.extension",
                    "The participant is in several studies, and the infusion says of none that it is one of its"
                            + " infusions; add the extension planned-visit with the protocol and its action.");
        }
        return named;
    }

    private void check() {
        if (recorded.isDose()) {
            atAnEncounterOfTheSubject();
        }
        boolean dose = records.isStudyDose(recorded);
        if (recorded.action() != null) {
            aVisitOfTheProtocol();
        } else if (!dose) {
            return;
        }
        if (!recorded.tookPlace()) {
            return;
        }
        PartialDate date = records.date(recorded);
        if (date.isAfter(today)) {
            throw FhirErrors.broken(
                    place(),
                    "It took place on " + date.text() + ", which is in the future. Correct the date, or give it a"
                            + " status that says that it has not taken place yet.");
        }
        notBeforeConsent(date, dose);
        if (dose) {
            notAfterTheEnd(date);
            notTwice();
        }
    }

    private void aVisitOfTheProtocol() {
        Protocol protocol = records.protocol();
        PlannedVisit visit = protocol.visit(String.valueOf(recorded.action()))
                .orElseThrow(() -> FhirErrors.broken(
                        recorded.type() + ".extension.extension.where(url='action')",
                        "The protocol has no visit \"" + recorded.action() + "\"; it has " + protocol.actions() + "."));
        if (recorded.isDose() && !visit.intervention()) {
            throw FhirErrors.broken(
                    recorded.type() + ".extension.extension.where(url='action')",
                    "Nothing is given at the visit " + visit.action() + "; the protocol gives at "
                            + protocol.interventions().stream()
                                    .map(PlannedVisit::action)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private void atAnEncounterOfTheSubject() {
        if (recorded.encounter() != null && !records.haveEncounter(recorded.encounter())) {
            throw FhirErrors.broken(
                    "MedicationAdministration.context",
                    "Encounter/" + recorded.encounter() + " is not one of the same patient's.");
        }
    }

    private void notBeforeConsent(PartialDate date, boolean dose) {
        if (dose && consent.isEmpty()) {
            throw FhirErrors.broken(
                    "MedicationAdministration.subject",
                    "No consent of the subject is recorded: ResearchSubject/" + subject.id()
                            + ".consent is missing. Record the Consent first.");
        }
        consent.filter(signed -> date.isBefore(signed.first())).ifPresent(signed -> {
            throw FhirErrors.broken(
                    place(),
                    "It took place on " + date.text() + ", before the subject's consent of " + signed.text()
                            + ". Correct the date, or that of the Consent.");
        });
    }

    private void notAfterTheEnd(PartialDate date) {
        subject.states().stream()
                .filter(state -> state.state().isEnd())
                .filter(state -> state.began()
                        .filter(began -> date.isAfter(began.last()))
                        .isPresent())
                .findFirst()
                .ifPresent(end -> {
                    throw FhirErrors.broken(
                            place(),
                            "The infusion was given on " + date.text() + ", and the subject is "
                                    + end.state().code() + " since "
                                    + end.began().get().text() + ".");
                });
    }

    private void notTwice() {
        int planned = records.protocol().interventions().size();
        if (records.studyDoses().count() > planned) {
            throw FhirErrors.conflict(
                    "MedicationAdministration",
                    "The protocol has " + planned + " infusions, and " + planned
                            + " others of the subject are recorded as given. If one of them was not, correct its status first.");
        }
        records.named(recorded).ifPresent(action -> records.studyDoses()
                .filter(other -> !other.id().equals(recorded.id()))
                .filter(other -> records.named(other).filter(action::equals).isPresent())
                .findFirst()
                .ifPresent(other -> {
                    throw FhirErrors.conflict(
                            "MedicationAdministration.extension",
                            "The dose of " + action + " is recorded already, as " + other.reference()
                                    + ". Correct that one, or name another visit.");
                }));
    }

    private String place() {
        return recorded.isDose() ? "MedicationAdministration.effective" : "Encounter.period.start";
    }
}

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

    private static final String PROTOCOL_OF = "%s.extension.extension.where(url='protocol')";

    /**
     * Validates what is being written.
     *
     * @param possible the event as one of each subject that its Patient is, in a study with a protocol
     * @param withoutProtocol why nothing is planned for the other subjects that its Patient is
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 409 or 422 with the error
     */
    static void check(VisitRecord recorded, List<VisitOfSubject> possible, List<String> withoutProtocol) {
        boolean study = recorded.action() != null || recorded.claimed();
        if (study && possible.isEmpty()) {
            throw FhirErrors.broken(
                    recorded.type() + ".subject",
                    withoutProtocol.isEmpty()
                            ? "The patient is not a subject of any study; register the subject first, with"
                                    + " $register-subject."
                            : "Nothing is planned for the subject. " + String.join(" ", withoutProtocol));
        }
        List<VisitOfSubject> named = possible.stream()
                .filter(visit -> recorded.action() == null
                        || recorded.names(visit.records.protocols().known()))
                .toList();
        if (named.isEmpty() && recorded.action() != null) {
            throw FhirErrors.broken(
                    PROTOCOL_OF.formatted(recorded.type()),
                    "The planned visit names another protocol than the subject's, which is "
                            + possible.stream()
                                    .map(visit ->
                                            visit.records.protocols().known().url())
                                    .distinct()
                                    .collect(Collectors.joining(" or "))
                            + ".");
        }
        onlyOneStudy(recorded, named);
        named.forEach(VisitOfSubject::check);
    }

    /** A dose that names no visit cannot be counted in two studies: nobody could tell in which it was given. */
    private static void onlyOneStudy(VisitRecord recorded, List<VisitOfSubject> possible) {
        List<VisitOfSubject> giving = possible.stream()
                .filter(visit -> visit.records.isStudyDose(recorded)
                        && visit.records.source(recorded).action() == null
                        && !visit.records.protocols().interventions().isEmpty())
                .toList();
        if (giving.size() > 1) {
            throw FhirErrors.broken(
                    recorded.type() + ".extension",
                    "The patient is a subject of several studies that give something: "
                            + giving.stream()
                                    .map(visit -> visit.subject.study())
                                    .collect(Collectors.joining(", "))
                            + ". Name the visit in the extension planned-visit.");
        }
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
        ProtocolTimeline held = records.protocols();
        Optional<String> named = recorded.namedVersion();
        named.filter(version -> held.known().version(version).isEmpty()).ifPresent(unknown -> {
            throw FhirErrors.broken(
                    PROTOCOL_OF.formatted(recorded.type()),
                    "The planned visit names version " + unknown + " of the protocol, which is not known; "
                            + (held.known().versions().size() == 1 ? "known is " : "known are ")
                            + held.known().numbers() + ". Name one of these or leave the version out; a new version"
                            + " is stored as a PlanDefinition first.");
        });
        String action = String.valueOf(recorded.action());
        LocalDate day =
                recorded.start() == null ? today : records.date(recorded).first();
        PlannedVisit visit = held.holding(action, day, named)
                .flatMap(protocol -> protocol.visit(action))
                .orElseThrow(() -> FhirErrors.broken(
                        recorded.type() + ".extension.extension.where(url='action')", noSuchVisit(held, day)));
        if (recorded.isDose() && !visit.intervention()) {
            throw FhirErrors.broken(
                    recorded.type() + ".extension.extension.where(url='action')",
                    "Nothing is given at the visit " + visit.action() + "; the protocol gives at "
                            + held.on(day).interventions().stream()
                                    .map(PlannedVisit::action)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private String noSuchVisit(ProtocolTimeline held, LocalDate day) {
        Protocol inForce = held.on(day);
        String which = held.known().versions().size() == 1
                ? "The protocol"
                : "Version " + inForce.version() + " of the protocol, in force for the subject on " + day + ",";
        return which + " has no visit \"" + recorded.action() + "\"; it has " + inForce.actions() + ".";
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
        int planned = records.protocols().interventions().size();
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

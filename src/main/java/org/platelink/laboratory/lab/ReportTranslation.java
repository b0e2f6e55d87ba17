package org.platelink.laboratory.lab;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.laboratory.hl7v2.Hl7Time;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.CodeTranslation.TranslatedCode;
import org.platelink.laboratory.lab.IdentifierTranslation.Kind;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Translates an order of HL7 v2 (OBR) to a DiagnosticReport. Its notes become the conclusion, the element of R4 for
 * text of a report; so do the patient's notes, because messages do not change the Patient.
 */
final class ReportTranslation {

    private static final String LABORATORY = "LAB";
    private static final int LONG = 4000;

    /** HL7 table 0074; any other section code is the laboratory's own and becomes text. */
    private static final Set<String> TABLE = Set.of(
            "AU", "BG", "BLB", "CG", "CH", "CP", "CT", "CTH", "CUS", "EC", "EN", "GE", "HM", "ICU", "IMG", "IMM", "LAB",
            "MB", "MCB", "MYC", "NMR", "NMS", "NRS", "OSL", "OT", "OTH", "OUS", "PAR", "PAT", "PF", "PHR", "PHY", "PT",
            "RAD", "RC", "RT", "RUS", "RX", "SP", "SR", "TX", "URN", "VR", "VUS", "XRC");

    private final Statuses statuses;
    private final StateFindings states;
    private final IdentifierTranslation numbers;
    private final ZoneId zone;
    private final PatientFindings found;
    private final List<String> notes;
    private boolean notesAreTold;

    /** @param notes the notes about the patient, which are added to each of the patient's reports */
    ReportTranslation(
            SiteMaps maps, IdentifierTranslation numbers, ZoneId zone, PatientFindings found, List<String> notes) {
        this.statuses = new Statuses(maps);
        this.states = new StateFindings(maps, found);
        this.numbers = numbers;
        this.zone = zone;
        this.found = found;
        this.notes = notes;
    }

    /**
     * Translates an order.
     *
     * @param effective the time of its first result with a time, used if the order has none
     */
    DiagnosticReport translate(Order order, TranslatedCode named, String subject, Optional<String> effective) {
        String place = "OBR[" + order.number() + "]";
        DiagnosticReport report = new DiagnosticReport();
        if (!order.placer().isEmpty()) {
            report.addIdentifier(numbers.identifier(order.placer(), Kind.ORDER, "PLAC"));
        }
        if (!order.filler().isEmpty()) {
            report.addIdentifier(numbers.identifier(order.filler(), Kind.ORDER, "FILL"));
        }
        setStatus(report, order, place);
        report.addCategory(new CodeableConcept(new Coding(CodeSystems.DIAGNOSTIC_SERVICE, LABORATORY, null)));
        if (!order.section().isEmpty() && !order.section().equals(LABORATORY)) {
            report.addCategory(section(order.section()));
        }
        if (named.concept().isEmpty()) {
            found.add(
                    Reason.NO_ORDER_CODE,
                    place + "-4",
                    null,
                    "The order does not say what was asked for; send its code or its name in OBR-4, such as"
                            + " CBC^Blood count^L.");
        }
        report.setCode(named.concept());
        report.setSubject(new Reference(subject));
        Hl7Time.asFhir(order.observedFrom(), zone)
                .filter(time -> time.length() >= "2026-03-02".length())
                .or(() -> effective)
                .ifPresent(time -> report.setEffective(new DateTimeType(time)));
        ResultTranslation.issued(order, zone).ifPresent(report::setIssuedElement);
        String conclusion =
                Stream.concat(notesOfThePatient(), order.notes().stream()).collect(Collectors.joining("\n"));
        if (!conclusion.isEmpty()) {
            report.setConclusion(conclusion);
        }
        return report;
    }

    /**
     * Added to each report; notes longer than {@code LONG} in total only to the first, so that a message does not
     * grow by repetition.
     */
    private Stream<String> notesOfThePatient() {
        boolean told = notesAreTold && notes.stream().mapToInt(String::length).sum() > LONG;
        notesAreTold = true;
        return told ? Stream.empty() : notes.stream();
    }

    private void setStatus(DiagnosticReport report, Order order, String place) {
        Optional<String> state = statuses.code(order);
        if (state.isEmpty()) {
            states.unknown(order, place);
            return;
        }
        statuses.of(state.get(), order.results()).ifPresentOrElse(report::setStatus, () -> {
            // Of a result with an unknown status there is a finding already, which is also why the report's status is
            // missing.
            if (order.results().stream()
                    .allMatch(result -> statuses.code(result).isPresent())) {
                states.missing(place);
            }
        });
    }

    private static CodeableConcept section(String code) {
        return TABLE.contains(code)
                ? new CodeableConcept(new Coding(CodeSystems.DIAGNOSTIC_SERVICE, code, null))
                : new CodeableConcept().setText(code);
    }
}

package org.platelink.lab;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.hl7v2.Hl7Time;
import org.platelink.hl7v2.Order;
import org.platelink.journal.Reason;
import org.platelink.lab.CodeWords.Named;
import org.platelink.lab.Numbered.Kind;

/** An order of HL7 v2 (OBR) as a DiagnosticReport. Its notes become the conclusion, which is where R4 has words of a report. */
final class ReportTranslation {

    private static final String SECTIONS = "http://terminology.hl7.org/CodeSystem/v2-0074";
    private static final String LABORATORY = "LAB";

    /** HL7 table 0074; what else a laboratory calls its sections is its own word. */
    private static final Set<String> TABLE = Set.of(
            "AU", "BG", "BLB", "CG", "CH", "CP", "CT", "CTH", "CUS", "EC", "EN", "GE", "HM", "ICU", "IMG", "IMM", "LAB",
            "MB", "MCB", "MYC", "NMR", "NMS", "NRS", "OSL", "OT", "OTH", "OUS", "PAR", "PAT", "PF", "PHR", "PHY", "PT",
            "RAD", "RC", "RT", "RUS", "RX", "SP", "SR", "TX", "URN", "VR", "VUS", "XRC");

    private final Statuses statuses;
    private final StateFindings states;
    private final Numbered numbers;
    private final ZoneId zone;
    private final FoundIn found;

    ReportTranslation(SiteMaps maps, Numbered numbers, ZoneId zone, FoundIn found) {
        this.statuses = new Statuses(maps);
        this.states = new StateFindings(maps, found);
        this.numbers = numbers;
        this.zone = zone;
        this.found = found;
    }

    /**
     * Translates an order.
     *
     * @param effective when its first result was true, if the order does not say
     */
    DiagnosticReport translate(Order order, Named named, String subject, Optional<String> effective) {
        String place = "OBR[" + order.number() + "]";
        DiagnosticReport report = new DiagnosticReport();
        if (!order.placer().isEmpty()) {
            report.addIdentifier(numbers.identifier(order.placer(), Kind.ORDER, "PLAC"));
        }
        if (!order.filler().isEmpty()) {
            report.addIdentifier(numbers.identifier(order.filler(), Kind.ORDER, "FILL"));
        }
        setStatus(report, order, place);
        report.addCategory(new CodeableConcept(new Coding(SECTIONS, LABORATORY, null)));
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
        if (!order.notes().isEmpty()) {
            report.setConclusion(String.join("\n", order.notes()));
        }
        return report;
    }

    private void setStatus(DiagnosticReport report, Order order, String place) {
        Optional<String> state = statuses.code(order);
        if (state.isEmpty()) {
            states.unknown(order, place);
            return;
        }
        statuses.of(state.get(), order.results()).ifPresentOrElse(report::setStatus, () -> {
            // Of a result whose state is unknown that is found already, and is what keeps the report from having one.
            if (order.results().stream()
                    .allMatch(result -> statuses.code(result).isPresent())) {
                states.missing(place);
            }
        });
    }

    private static CodeableConcept section(String code) {
        return TABLE.contains(code)
                ? new CodeableConcept(new Coding(SECTIONS, code, null))
                : new CodeableConcept().setText(code);
    }
}

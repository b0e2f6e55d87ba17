package org.platelink.laboratory.intake;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.lab.DeliveredResource;

/**
 * Keeps reports complete: laboratories send the results of an order in several messages, and what a message does not repeat
 * is not withdrawn by that.
 */
final class ReportUpkeep {

    private final ResultLedger ledger;
    private final IFhirResourceDao<DiagnosticReport> reports;

    ReportUpkeep(ResultLedger ledger, IFhirResourceDao<DiagnosticReport> reports) {
        this.ledger = ledger;
        this.reports = reports;
    }

    /**
     * Adds to the reports that are to be written what the store has of them. A report whose newer state is stored already
     * gets what an older message brings besides.
     *
     * @param delivered all that the message brings
     * @param written the ids of what is written of it
     * @param changed what is to be written; reports may be added
     */
    void complete(List<DeliveredResource> delivered, Set<String> written, List<Resource> changed) {
        for (DeliveredResource one : delivered) {
            if (!(one.resource() instanceof DiagnosticReport report)) {
                continue;
            }
            if (written.contains(report.getIdPart())) {
                addStored(report);
            } else if (delivered.stream()
                    .anyMatch(other -> report.getIdPart().equals(other.report())
                            && written.contains(other.resource().getIdPart()))) {
                DiagnosticReport newer =
                        reports.read(new IdType("DiagnosticReport", report.getIdPart()), new SystemRequestDetails());
                addStored(newer);
                changed.add(newer);
            }
        }
    }

    private void addStored(DiagnosticReport report) {
        Set<String> has = new LinkedHashSet<>();
        report.getResult()
                .forEach(result -> has.add(result.getReferenceElement().getIdPart()));
        ledger.resultsOf(report.getIdPart()).stream()
                .filter(id -> !has.contains(id))
                .sorted()
                .forEach(id -> report.addResult(new Reference("Observation/" + id)));
    }
}

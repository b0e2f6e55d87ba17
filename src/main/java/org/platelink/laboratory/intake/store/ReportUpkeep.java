package org.platelink.laboratory.intake.store;

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
 * Merges stored results into the DiagnosticReports that are written.
 *
 * <p>Laboratories send the results of an order in several messages. A result that a message does not repeat is not
 * withdrawn by that.
 */
final class ReportUpkeep {

    private final ResultLedger ledger;
    private final IFhirResourceDao<DiagnosticReport> reports;

    ReportUpkeep(ResultLedger ledger, IFhirResourceDao<DiagnosticReport> reports) {
        this.ledger = ledger;
        this.reports = reports;
    }

    /**
     * Adds to the reports that are written the results that are stored already. A report of which a newer version is
     * stored is written again if an older message brings another result of it.
     *
     * @param delivered all resources of the message
     * @param written the ids of those that are written
     * @param changed the resources to be written; reports may be added
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

package org.platelink.laboratory.intake.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.Labs;

class FhirDeliveriesTests {

    private static final String DAY = "2026-03-02T08:15:00+08:00";
    private static final String FIRST = "urn:uuid:0c1f6f6e-0000-4000-8000-000000000001";
    private static final String SECOND = "urn:uuid:0c1f6f6e-0000-4000-8000-000000000002";

    private final Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);

    @Test
    void resultsBelongToTheReportThatNamesThemAlsoWhereReportsHaveNoFullUrl() {
        add(null, report("order-1", FIRST));
        add(null, report("order-2", SECOND));
        add(FIRST, withoutIdentifier("27"));
        add(SECOND, withoutIdentifier("28"));

        List<DeliveredResource> delivered = entries();

        assertThat(delivered.get(2).report()).isEqualTo(id(delivered.get(0)));
        assertThat(delivered.get(3).report()).isEqualTo(id(delivered.get(1)));
        assertThat(id(delivered.get(2))).isNotEqualTo(id(delivered.get(3)));
        DiagnosticReport second = (DiagnosticReport) delivered.get(1).resource();
        assertThat(second.getResultFirstRep().getReference()).isEqualTo("Observation/" + id(delivered.get(3)));
    }

    @Test
    void aReportThatNamesItsResultsByIdentifierTakesNoOthers() {
        DiagnosticReport report = report("order-1", FIRST);
        report.setResult(List.of(new Reference()
                .setIdentifier(new Identifier()
                        .setSystem("https://hospital.example/lab")
                        .setValue("res-1"))));
        add(null, report);
        add(null, Labs.platelets("s-1", "res-2", "27", "10*9/L", DAY));

        assertThat(entries().get(1).report()).isNull();
    }

    @Test
    void aTransactionMayHaveAnyId() {
        transaction.setId("alone");
        add(null, Labs.platelets("s-1", "res-1", "27", "10*9/L", DAY));
        add(null, Labs.platelets("s-1", "res-2", "28", "10*9/L", DAY));

        assertThat(entries())
                .extracting(DeliveredResource::place)
                .containsExactly(
                        "Bundle.entry[0].resource.ofType(Observation)", "Bundle.entry[1].resource.ofType(Observation)");
    }

    private List<DeliveredResource> entries() {
        return new FhirDeliveries(FhirContext.forR4Cached())
                .of(DeliveryBundle.ofTransaction(transaction), "site-1")
                .resources();
    }

    private void add(String fullUrl, Resource resource) {
        transaction
                .addEntry()
                .setFullUrl(fullUrl)
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl(resource.fhirType());
    }

    private static DiagnosticReport report(String order, String result) {
        return Labs.report("s-1", order, DAY, result);
    }

    private static Observation withoutIdentifier(String value) {
        Observation result = Labs.platelets("s-1", "none", value, "10*9/L", DAY);
        result.getIdentifier().clear();
        return result;
    }

    private static String id(DeliveredResource delivered) {
        return delivered.resource().getIdPart();
    }
}

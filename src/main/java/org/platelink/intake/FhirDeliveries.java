package org.platelink.intake;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.lab.Delivered;
import org.platelink.lab.ResultKey;

/**
 * Makes deliveries of the entries of a transaction, with the ids that the same results would have in HL7 v2: by their
 * identifier, or by the number of their report and their code. One that has neither gets a new id.
 */
final class FhirDeliveries {

    private final FhirContext fhir;

    FhirDeliveries(FhirContext fhir) {
        this.fhir = fhir;
    }

    /**
     * What a transaction delivers.
     *
     * @param resources one for each entry, in their order
     * @param onlyIfNew the ids of those that are to be created on condition
     */
    record Entries(List<Delivered> resources, Set<String> onlyIfNew) {}

    /** Gives each entry's resource its id, and refers to the others by theirs. */
    Entries of(Bundle transaction, String site) {
        Map<BundleEntryComponent, ResultKey> reports = new IdentityHashMap<>();
        Map<String, BundleEntryComponent> reportOf = new HashMap<>();
        for (BundleEntryComponent entry : transaction.getEntry()) {
            if (entry.getResource() instanceof DiagnosticReport report) {
                report.getResult().stream()
                        .filter(Reference::hasReference)
                        .forEach(result -> reportOf.put(result.getReference(), entry));
                key(report, site).ifPresent(key -> reports.put(entry, key));
            }
        }
        Map<String, String> addresses = new HashMap<>();
        Set<String> onlyIfNew = new HashSet<>();
        List<Delivered> delivered = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        for (BundleEntryComponent entry : transaction.getEntry()) {
            Resource resource = entry.getResource();
            ResultKey ofReport = reports.get(reportOf.get(entry.getFullUrl()));
            Named named = name(entry, resource, site, ofReport, alike);
            resource.setId(named.id());
            if (entry.hasFullUrl()) {
                addresses.put(entry.getFullUrl(), resource.fhirType() + "/" + named.id());
            }
            if (entry.getRequest().hasIfNoneExist()) {
                onlyIfNew.add(named.id());
            }
            delivered.add(new Delivered(
                    resource, named.key(), named.key(), ofReport == null ? null : ofReport.id(), issued(resource)));
        }
        if (!addresses.isEmpty()) {
            transaction.getEntry().forEach(entry -> refer(entry.getResource(), addresses));
        }
        return new Entries(delivered, onlyIfNew);
    }

    private record Named(String key, String id) {}

    private Named name(
            BundleEntryComponent entry,
            Resource resource,
            String site,
            @Nullable ResultKey report,
            Map<String, Integer> alike) {
        String asked = entry.getRequest().getUrl();
        if (asked != null && asked.startsWith(resource.fhirType() + "/")) {
            String id = asked.substring(resource.fhirType().length() + 1);
            return new Named("id/" + asked, id);
        }
        Optional<ResultKey> key =
                switch (resource.fhirType()) {
                    case "DiagnosticReport" -> key((DiagnosticReport) resource, site);
                    case "Specimen" ->
                        number(((Specimen) resource).getIdentifier())
                                .map(one -> ResultKey.specimen(site, one.getSystem(), one.getValue()));
                    default -> key((Observation) resource, site, report, alike);
                };
        return key.map(one -> new Named(one.text(), one.id())).orElseGet(() -> {
            String id = UUID.randomUUID().toString();
            return new Named("id/" + resource.fhirType() + "/" + id, id);
        });
    }

    private static Optional<ResultKey> key(
            Observation result, String site, @Nullable ResultKey report, Map<String, Integer> alike) {
        return number(result.getIdentifier())
                .map(one -> ResultKey.observation(site, one.getSystem(), one.getValue()))
                .or(() -> report == null ? Optional.empty() : Optional.of(inReport(result, report, alike)));
    }

    private static ResultKey inReport(Observation result, ResultKey report, Map<String, Integer> alike) {
        String code = code(result.getCode());
        int occurrence = alike.merge(report.text() + code, 1, Integer::sum);
        return ResultKey.observation(report, code, "", occurrence);
    }

    private static Optional<ResultKey> key(DiagnosticReport report, String site) {
        return number(report.getIdentifier())
                .map(one -> ResultKey.report(site, one.getSystem(), one.getValue(), code(report.getCode())));
    }

    /** The laboratory's own number if one says to be that, else the first. */
    private static Optional<Identifier> number(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(one -> one.hasSystem() && one.hasValue())
                .min(Comparator.comparing(
                        one -> one.getType().getCoding().stream().anyMatch(coding -> "FILL".equals(coding.getCode()))
                                ? 0
                                : 1));
    }

    private static String code(CodeableConcept code) {
        String loinc = FhirWords.loinc(code);
        if (!loinc.isEmpty()) {
            return ResultKey.code("http://loinc.org", loinc);
        }
        return code.hasCoding()
                ? ResultKey.code(
                        String.valueOf(code.getCodingFirstRep().getSystem()),
                        String.valueOf(code.getCodingFirstRep().getCode()))
                : ResultKey.code("", String.valueOf(code.getText()));
    }

    private static @Nullable Instant issued(Resource resource) {
        if (resource instanceof Observation result && result.hasIssued()) {
            return result.getIssued().toInstant();
        }
        return resource instanceof DiagnosticReport report && report.hasIssued()
                ? report.getIssued().toInstant()
                : null;
    }

    private void refer(Resource resource, Map<String, String> addresses) {
        fhir.newTerser().getAllResourceReferences(resource).forEach(found -> {
            Reference reference = (Reference) found.getResourceReference();
            String address = addresses.get(String.valueOf(reference.getReference()));
            if (address != null) {
                reference.setReference(address);
                reference.setResource(null);
            }
        });
    }
}

package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.fhir.EntryKeys.EntryKey;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.IdentifierQuery;
import org.platelink.platform.server.Links;

/**
 * Turns the entries of a FHIR transaction into {@link DeliveredResource}s with stable ids: those that the same results
 * would have in HL7 v2 ({@link EntryKeys}).
 */
final class FhirDeliveries {

    private final FhirContext fhir;

    FhirDeliveries(FhirContext fhir) {
        this.fhir = fhir;
    }

    /**
     * The resources that a transaction delivers.
     *
     * @param resources one for each entry, in their order
     * @param onlyIfNew the ids of those that are conditional creates
     * @param onCondition the ids of those that are conditional creates or conditional updates
     */
    record Entries(List<DeliveredResource> resources, Set<String> onlyIfNew, Set<String> onCondition) {}

    /**
     * Gives each entry's resource its id, unique within the transaction, and rewrites the references between the
     * entries to these ids.
     */
    Entries of(DeliveryBundle delivery, String site) {
        Bundle transaction = delivery.bundle();
        EntryKeys keys = new EntryKeys(transaction, site);
        Map<String, String> addresses = new HashMap<>();
        Set<String> onlyIfNew = new HashSet<>();
        Set<String> onCondition = new HashSet<>();
        List<DeliveredResource> delivered = new ArrayList<>();
        for (int i = 0; i < transaction.getEntry().size(); i++) {
            BundleEntryComponent entry = transaction.getEntry().get(i);
            Resource resource = entry.getResource();
            String place = delivery.place(i);
            IdentifierQuery condition = condition(entry, place);
            EntryKey key = keys.of(entry, condition);
            resource.setId(key.id());
            if (entry.hasFullUrl()) {
                addresses.put(entry.getFullUrl(), resource.fhirType() + "/" + key.id());
                addresses.put(
                        resource.fhirType() + "/" + entry.getFullUrl().replaceFirst("^urn:uuid:", ""),
                        resource.fhirType() + "/" + key.id());
            }
            if (entry.getRequest().hasIfNoneExist()) {
                onlyIfNew.add(key.id());
            }
            if (condition != null) {
                onCondition.add(key.id());
            }
            delivered.add(new DeliveredResource(
                    resource,
                    key.key(),
                    key.key(),
                    keys.reportOf(entry),
                    issued(resource),
                    key.identity(),
                    place,
                    place + ".identifier",
                    null,
                    condition,
                    false));
        }
        if (!addresses.isEmpty()) {
            transaction.getEntry().forEach(entry -> Links.replace(fhir, entry.getResource(), addresses::get));
        }
        return new Entries(delivered, onlyIfNew, onCondition);
    }

    /**
     * The identifier that the condition of an entry names, by which its resource is then identified; null if the
     * entry has no condition.
     */
    private static @Nullable IdentifierQuery condition(BundleEntryComponent entry, String place) {
        String url = String.valueOf(entry.getRequest().getUrl());
        String condition = entry.getRequest().hasIfNoneExist()
                ? entry.getRequest().getIfNoneExist()
                : entry.getRequest().getMethod() == HTTPVerb.PUT && url.contains("?") ? url : null;
        if (condition == null) {
            return null;
        }
        return IdentifierQuery.of(condition, entry.getResource())
                .filter(one -> one.isOf(entry.getResource()))
                .orElseThrow(() -> FhirErrors.invalid(
                        place + ".identifier",
                        "The condition of a write names an identifier that the resource itself has, as"
                                + " identifier=system|value."));
    }

    private static @Nullable Instant issued(Resource resource) {
        if (resource instanceof Observation result && result.hasIssued()) {
            return result.getIssued().toInstant();
        }
        return resource instanceof DiagnosticReport report && report.hasIssued()
                ? report.getIssued().toInstant()
                : null;
    }
}

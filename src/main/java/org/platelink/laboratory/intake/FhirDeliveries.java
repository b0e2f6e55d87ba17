package org.platelink.laboratory.intake;

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
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.IdAllocation;
import org.platelink.laboratory.lab.ResultIdentity;
import org.platelink.laboratory.lab.ResultKey;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.IdentifierQuery;
import org.platelink.platform.server.Links;

/**
 * Turns the entries of a FHIR transaction into {@link DeliveredResource}s with stable ids.
 *
 * <p>A resource gets the id that the same result would have in HL7 v2: derived from its identifier, or from the
 * number of its report and its code. A resource with neither gets a random UUID. If the sender has chosen the id
 * (PUT), that one is taken.
 */
final class FhirDeliveries {

    /** The statuses of a resource that corrects what was sent before. */
    private static final Set<String> CORRECTIONS = Set.of("amended", "corrected", "entered-in-error");

    private static final String CONDITION = "platelink.condition";

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
    Entries of(Bundle transaction, String site) {
        Map<String, Report> reportOf = new HashMap<>();
        IdAllocation used = new IdAllocation();
        Map<BundleEntryComponent, Report> reports = reports(transaction, site, used, reportOf);
        Map<String, String> addresses = new HashMap<>();
        Set<String> onlyIfNew = new HashSet<>();
        Set<String> onCondition = new HashSet<>();
        List<DeliveredResource> delivered = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        for (int i = 0; i < transaction.getEntry().size(); i++) {
            BundleEntryComponent entry = transaction.getEntry().get(i);
            Resource resource = entry.getResource();
            boolean isOnCondition = markCondition(entry, place(transaction, i));
            Report ofReport = reportOf.get(String.valueOf(entry.getFullUrl()));
            Named named = reports.containsKey(entry)
                    ? reports.get(entry).named()
                    : name(entry, resource, site, ofReport, new Counts(alike, used));
            resource.setId(named.id());
            if (entry.hasFullUrl()) {
                addresses.put(entry.getFullUrl(), resource.fhirType() + "/" + named.id());
                addresses.put(
                        resource.fhirType() + "/" + entry.getFullUrl().replaceFirst("^urn:uuid:", ""),
                        resource.fhirType() + "/" + named.id());
            }
            if (entry.getRequest().hasIfNoneExist()) {
                onlyIfNew.add(named.id());
            }
            if (isOnCondition) {
                onCondition.add(named.id());
            }
            String place = place(transaction, i);
            delivered.add(new DeliveredResource(
                    resource,
                    named.key(),
                    named.key(),
                    ofReport == null ? null : ofReport.named().id(),
                    issued(resource),
                    named.identity(),
                    place,
                    place + ".identifier"));
        }
        if (!addresses.isEmpty()) {
            transaction.getEntry().forEach(entry -> refer(entry.getResource(), addresses));
        }
        return new Entries(delivered, onlyIfNew, onCondition);
    }

    /**
     * The key, the identity and the id of a resource.
     *
     * @param id the id within its transaction
     */
    private record Named(String key, ResultIdentity identity, String id) {}

    /**
     * A DiagnosticReport of the transaction.
     *
     * @param key the key from which the keys of its results are derived; null if the report has no number
     */
    private record Report(Named named, @Nullable ResultKey key) {}

    /**
     * State that is accumulated over the entries of a transaction.
     *
     * @param alike how many results of a report have the same code and time
     * @param used the ids that are given already
     */
    private record Counts(Map<String, Integer> alike, IdAllocation used) {}

    private static Map<BundleEntryComponent, Report> reports(
            Bundle transaction, String site, IdAllocation used, Map<String, Report> reportOf) {
        Map<BundleEntryComponent, Report> reports = new IdentityHashMap<>();
        for (BundleEntryComponent entry : transaction.getEntry()) {
            if (entry.getResource() instanceof DiagnosticReport report) {
                Optional<ResultKey> key = key(report, site);
                Named named = chosen(entry, report)
                        .or(() -> key.map(one -> named(one, report, List.of(), Set.of(), used)))
                        .orElseGet(() -> unnumbered(report));
                Report known = new Report(named, key.orElse(null));
                reports.put(entry, known);
                report.getResult().stream()
                        .filter(Reference::hasReference)
                        .filter(result -> known.key() != null)
                        .forEach(result -> reportOf.put(result.getReference(), known));
            }
        }
        return reports;
    }

    private static Named name(
            BundleEntryComponent entry, Resource resource, String site, @Nullable Report report, Counts counts) {
        return chosen(entry, resource)
                .or(() -> resource instanceof Observation result
                        ? named(result, site, report, counts)
                        : identifierOf(resource)
                                .map(one -> ResultKey.specimen(site, one.getSystem(), one.getValue()))
                                .map(key -> named(key, resource, List.of(), Set.of(), counts.used())))
                .orElseGet(() -> unnumbered(resource));
    }

    /**
     * Identifies a resource by the id that the sender has chosen in the URL of the entry; empty if it has chosen
     * none.
     */
    private static Optional<Named> chosen(BundleEntryComponent entry, Resource resource) {
        String asked = entry.getRequest().getUrl();
        if (asked == null || !asked.startsWith(resource.fhirType() + "/")) {
            return Optional.empty();
        }
        String id = asked.substring(resource.fhirType().length() + 1);
        return Optional.of(new Named("id/" + asked, ResultIdentity.ofId(id, StoredResultFacts.subject(resource)), id));
    }

    private static Named unnumbered(Resource resource) {
        String id = UUID.randomUUID().toString();
        return new Named(
                "id/" + resource.fhirType() + "/" + id,
                ResultIdentity.ofId(id, StoredResultFacts.subject(resource)),
                id);
    }

    private static Optional<Named> named(Observation result, String site, @Nullable Report report, Counts counts) {
        return identifierOf(result)
                .map(one -> named(
                        ResultKey.observation(site, one.getSystem(), one.getValue()),
                        result,
                        List.of(),
                        ResultIdentity.codesOf(result),
                        counts.used()))
                .or(() -> report == null || report.key() == null
                        ? Optional.empty()
                        : Optional.of(inReport(result, report.key(), counts)));
    }

    private static Named inReport(Observation result, ResultKey report, Counts counts) {
        String code = code(result.getCode());
        int occurrence =
                counts.alike().merge(report.text() + code + "@" + StoredResultFacts.time(result), 1, Integer::sum);
        String next = ResultKey.observation(report, code, "", occurrence + 1).id();
        return named(
                ResultKey.observation(report, code, "", occurrence), result, List.of(next), Set.of(), counts.used());
    }

    private static Named named(
            ResultKey key, Resource resource, List<String> following, Set<String> codes, IdAllocation used) {
        ResultIdentity identity = new ResultIdentity(
                key.id(),
                following,
                null,
                StoredResultFacts.subject(resource),
                StoredResultFacts.time(resource),
                null,
                CORRECTIONS.contains(StoredResultFacts.status(resource)),
                codes,
                false);
        return new Named(key.text(), identity, used.take(identity));
    }

    /** The location of an entry's resource, as a FHIRPath. */
    static String place(Bundle transaction, int entry) {
        String type = transaction.getEntry().get(entry).getResource().fhirType();
        return SingleResult.isAlone(transaction) ? type : "Bundle.entry[" + entry + "].resource.ofType(" + type + ")";
    }

    private static Optional<ResultKey> key(DiagnosticReport report, String site) {
        return identifierOf(report)
                .map(one -> ResultKey.report(site, one.getSystem(), one.getValue(), code(report.getCode())));
    }

    /**
     * Marks a resource with the identifier that the condition of its entry names; the resource is then identified by
     * it.
     *
     * @return whether there is a condition
     */
    private static boolean markCondition(BundleEntryComponent entry, String place) {
        String url = String.valueOf(entry.getRequest().getUrl());
        String condition = entry.getRequest().hasIfNoneExist()
                ? entry.getRequest().getIfNoneExist()
                : entry.getRequest().getMethod() == HTTPVerb.PUT && url.contains("?") ? url : null;
        if (condition == null) {
            return false;
        }
        IdentifierQuery query = IdentifierQuery.of(condition, entry.getResource())
                .filter(one -> one.isOf(entry.getResource()))
                .orElseThrow(() -> FhirErrors.invalid(
                        place + ".identifier",
                        "The condition of a write names an identifier that the resource itself has, as"
                                + " identifier=system|value."));
        entry.getResource().setUserData(CONDITION, query);
        return true;
    }

    /**
     * The identifier by which a laboratory's resource is identified: the one in its condition; else the laboratory's
     * own number, if one has that type (FILL); else the first.
     */
    static Optional<Identifier> identifierOf(Resource resource) {
        IdentifierQuery condition = (IdentifierQuery) resource.getUserData(CONDITION);
        return identifiers(resource).stream()
                .filter(one -> one.hasSystem() && one.hasValue())
                .min(Comparator.comparing(one -> {
                    if (condition != null) {
                        return condition.equals(new IdentifierQuery(one.getSystem(), one.getValue())) ? 0 : 1;
                    }
                    return one.getType().getCoding().stream().anyMatch(coding -> "FILL".equals(coding.getCode()))
                            ? 0
                            : 1;
                }));
    }

    /** Whether a resource is of a type that laboratories deliver. */
    static boolean isDelivered(Resource resource) {
        return resource instanceof Observation || resource instanceof DiagnosticReport || resource instanceof Specimen;
    }

    /** The identifiers of an Observation, a DiagnosticReport or a Specimen. */
    static List<Identifier> identifiers(Resource resource) {
        return switch (resource.fhirType()) {
            case "Observation" -> ((Observation) resource).getIdentifier();
            case "DiagnosticReport" -> ((DiagnosticReport) resource).getIdentifier();
            default -> ((Specimen) resource).getIdentifier();
        };
    }

    private static String code(CodeableConcept code) {
        String loinc = FhirCodeMapping.loinc(code);
        if (!loinc.isEmpty()) {
            return ResultKey.code(CodeSystems.LOINC, loinc);
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
        Links.replace(fhir, resource, addresses::get);
    }
}

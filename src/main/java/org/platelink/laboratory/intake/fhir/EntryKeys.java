package org.platelink.laboratory.intake.fhir;

import java.util.HashMap;
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
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.store.LaboratoryResources;
import org.platelink.laboratory.lab.IdAllocation;
import org.platelink.laboratory.lab.ResultIdentity;
import org.platelink.laboratory.lab.ResultKey;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.server.IdentifierQuery;

/**
 * The keys of a transaction's entries, from which the ids of their resources are made: derived from the identifier, or
 * from the number of the report and the code. A resource with neither gets a random UUID. If the sender has chosen the
 * id (PUT), that one is taken. For one transaction and one thread.
 */
final class EntryKeys {

    /** The statuses of a resource that corrects what was sent before. */
    private static final Set<String> CORRECTIONS = Set.of("amended", "corrected", "entered-in-error");

    private final String site;
    private final IdAllocation ids = new IdAllocation();

    /** How many results of a report have the same code and time. */
    private final Map<String, Integer> occurrences = new HashMap<>();

    private final Map<BundleEntryComponent, Report> reports = new IdentityHashMap<>();

    /** The report of each result, by the fullUrl of the result's entry. */
    private final Map<String, Report> reportOf = new HashMap<>();

    EntryKeys(Bundle transaction, String site) {
        this.site = site;
        for (BundleEntryComponent entry : transaction.getEntry()) {
            if (entry.getResource() instanceof DiagnosticReport report) {
                add(entry, report);
            }
        }
    }

    /**
     * The key, the identity and the id of a resource.
     *
     * @param id the id within its transaction
     */
    record EntryKey(String key, ResultIdentity identity, String id) {}

    /**
     * A DiagnosticReport of the transaction.
     *
     * @param number the key from which the keys of its results are derived; null if the report has no number
     */
    private record Report(EntryKey key, @Nullable ResultKey number) {}

    private void add(BundleEntryComponent entry, DiagnosticReport report) {
        ResultKey number = LaboratoryResources.identifierOf(report, null)
                .map(one -> ResultKey.report(site, one.getSystem(), one.getValue(), code(report.getCode())))
                .orElse(null);
        EntryKey key = chosen(entry)
                .orElseGet(() -> number == null ? random(report) : key(number, report, List.of(), Set.of()));
        Report earlier = new Report(key, number);
        reports.put(entry, earlier);
        if (number != null) {
            report.getResult().stream()
                    .filter(Reference::hasReference)
                    .forEach(result -> reportOf.put(result.getReference(), earlier));
        }
    }

    /**
     * The key of an entry. Results that are alike are numbered, so each entry is asked for once, in order.
     *
     * @param condition the identifier that the condition of the entry names; null if it has no condition
     */
    EntryKey of(BundleEntryComponent entry, @Nullable IdentifierQuery condition) {
        Report report = reports.get(entry);
        if (report != null) {
            return report.key();
        }
        return chosen(entry)
                .or(() -> entry.getResource() instanceof Observation result
                        ? ofResult(result, condition, reportOf.get(String.valueOf(entry.getFullUrl())))
                        : ofSpecimen(entry.getResource(), condition))
                .orElseGet(() -> random(entry.getResource()));
    }

    /** The id of the report that names the resource of an entry as its result; null if there is none. */
    @Nullable
    String reportOf(BundleEntryComponent entry) {
        Report report = reportOf.get(String.valueOf(entry.getFullUrl()));
        return report == null ? null : report.key().id();
    }

    /** The key by the id that the sender has chosen in the URL of the entry; empty if it has chosen none. */
    private static Optional<EntryKey> chosen(BundleEntryComponent entry) {
        Resource resource = entry.getResource();
        String url = entry.getRequest().getUrl();
        if (url == null || !url.startsWith(resource.fhirType() + "/")) {
            return Optional.empty();
        }
        String id = url.substring(resource.fhirType().length() + 1);
        return Optional.of(
                new EntryKey("id/" + url, ResultIdentity.ofId(id, LaboratoryResources.subject(resource)), id));
    }

    private static EntryKey random(Resource resource) {
        String id = UUID.randomUUID().toString();
        return new EntryKey(
                "id/" + resource.fhirType() + "/" + id,
                ResultIdentity.ofId(id, LaboratoryResources.subject(resource)),
                id);
    }

    private Optional<EntryKey> ofSpecimen(Resource specimen, @Nullable IdentifierQuery condition) {
        return LaboratoryResources.identifierOf(specimen, condition)
                .map(one -> ResultKey.specimen(site, one.getSystem(), one.getValue()))
                .map(key -> key(key, specimen, List.of(), Set.of()));
    }

    private Optional<EntryKey> ofResult(
            Observation result, @Nullable IdentifierQuery condition, @Nullable Report report) {
        return LaboratoryResources.identifierOf(result, condition)
                .map(one -> key(
                        ResultKey.observation(site, one.getSystem(), one.getValue()),
                        result,
                        List.of(),
                        ResultIdentity.codesOf(result)))
                .or(() -> report == null || report.number() == null
                        ? Optional.empty()
                        : Optional.of(inReport(result, report.number())));
    }

    private EntryKey inReport(Observation result, ResultKey report) {
        String code = code(result.getCode());
        int occurrence =
                occurrences.merge(report.text() + code + "@" + LaboratoryResources.time(result), 1, Integer::sum);
        String next = ResultKey.observation(report, code, "", occurrence + 1).id();
        return key(ResultKey.observation(report, code, "", occurrence), result, List.of(next), Set.of());
    }

    private EntryKey key(ResultKey key, Resource resource, List<String> following, Set<String> codes) {
        ResultIdentity identity = new ResultIdentity(
                key.id(),
                following,
                null,
                LaboratoryResources.subject(resource),
                LaboratoryResources.time(resource),
                null,
                CORRECTIONS.contains(LaboratoryResources.status(resource)),
                codes,
                false);
        return new EntryKey(key.text(), identity, ids.take(identity));
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
}

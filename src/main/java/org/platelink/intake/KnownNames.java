package org.platelink.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.intake.ResultLedger.Stored;
import org.platelink.lab.Delivered;
import org.platelink.lab.ResultId;
import org.platelink.server.Fingerprint;

/**
 * Gives results the ids that they had when they were first sent by the same name. A result's id is made of its LOINC code;
 * when a map is corrected, the next state of a result must still become a version of the same resource. And where a laboratory
 * has two codes of one LOINC code, the result of the second does not become a version of the first's.
 */
final class KnownNames {

    private final ResultLedger ledger;
    private final OwnCodes codes;
    private final String site;

    KnownNames(ResultLedger ledger, OwnCodes codes, String site) {
        this.ledger = ledger;
        this.codes = codes;
        this.site = site;
    }

    /**
     * What a message brings, under the ids that it has.
     *
     * @param resources the same resources, whose names are remembered from now on
     * @param stored what is stored under their ids, locked until the transaction ends
     */
    record Known(List<Delivered> resources, Map<String, Stored> stored) {}

    /** Locks before it compares, so that of two messages with the same new result the second sees what the first has stored. */
    Known applied(List<Delivered> resources) {
        Map<String, byte[]> names = new LinkedHashMap<>();
        resources.forEach(one -> names.put(one.name(), Fingerprint.of(one.name())));
        Map<String, String> known = ledger.idsOf(site, names);
        Map<String, Stored> stored = ledger.locked(
                site,
                resources.stream()
                        .map(one ->
                                known.getOrDefault(one.name(), one.resource().getIdPart()))
                        .toList());
        Map<String, String> renamed = new HashMap<>();
        Map<byte[], String> added = new HashMap<>();
        Set<String> apart = new HashSet<>();
        for (Delivered one : resources) {
            String id = one.resource().getIdPart();
            String before = known.get(one.name());
            if (before == null && stored.containsKey(id) && codes.isOther(one.resource(), site)) {
                String own = ResultId.of("own-code", site, one.name());
                added.put(names.get(one.name()), own);
                renamed.put(id, own);
                apart.add(own);
            } else if (before == null) {
                added.put(names.get(one.name()), id);
            } else if (!before.equals(id)) {
                renamed.put(id, before);
            }
        }
        if (!added.isEmpty()) {
            ledger.name(site, added);
        }
        if (!apart.isEmpty()) {
            stored.putAll(ledger.locked(site, apart));
        }
        return new Known(
                renamed.isEmpty()
                        ? resources
                        : resources.stream().map(one -> renamed(one, renamed)).toList(),
                stored);
    }

    private static Delivered renamed(Delivered one, Map<String, String> ids) {
        Resource resource = one.resource();
        resource.setId(ids.getOrDefault(resource.getIdPart(), resource.getIdPart()));
        if (resource instanceof DiagnosticReport report) {
            report.getResult().forEach(reference -> rename(reference, ids));
            report.getSpecimen().forEach(reference -> rename(reference, ids));
        }
        if (resource instanceof Observation observation && observation.hasSpecimen()) {
            rename(observation.getSpecimen(), ids);
        }
        String report = one.report() == null ? null : ids.getOrDefault(one.report(), one.report());
        return new Delivered(resource, one.name(), one.key(), report, one.issued());
    }

    private static void rename(Reference reference, Map<String, String> ids) {
        String id = reference.getReferenceElement().getIdPart();
        if (ids.containsKey(id)) {
            reference.setReference(reference.getReferenceElement().getResourceType() + "/" + ids.get(id));
        }
    }
}

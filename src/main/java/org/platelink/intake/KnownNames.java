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
    private final Set<String> unheardOf = new HashSet<>();

    KnownNames(ResultLedger ledger, OwnCodes codes, String site) {
        this.ledger = ledger;
        this.codes = codes;
        this.site = site;
    }

    /** The same resources under the ids that they have, whose names are remembered from now on. */
    List<Delivered> applied(List<Delivered> resources) {
        Map<String, byte[]> names = new LinkedHashMap<>();
        resources.forEach(one -> names.put(one.name(), Fingerprint.of(one.name())));
        Map<String, String> known = ledger.idsOf(site, names);
        Set<String> stored = storedUnderOtherNames(resources, known);
        Map<String, String> renamed = new HashMap<>();
        Map<byte[], String> added = new HashMap<>();
        for (Delivered one : resources) {
            String id = one.resource().getIdPart();
            String before = known.get(one.name());
            if (before == null && stored.contains(id) && codes.isOther(one.resource(), site)) {
                String apart = ResultId.of("own-code", site, one.name());
                added.put(names.get(one.name()), apart);
                renamed.put(id, apart);
            } else if (before == null) {
                added.put(names.get(one.name()), id);
                if (one.resource() instanceof Observation && !stored.contains(id)) {
                    unheardOf.add(id);
                }
            } else if (!before.equals(id)) {
                renamed.put(id, before);
            }
        }
        if (!added.isEmpty()) {
            ledger.name(site, added);
        }
        return renamed.isEmpty()
                ? resources
                : resources.stream().map(one -> renamed(one, renamed)).toList();
    }

    private Set<String> storedUnderOtherNames(List<Delivered> resources, Map<String, String> known) {
        List<String> ids = resources.stream()
                .filter(one -> one.resource() instanceof Observation && !known.containsKey(one.name()))
                .map(one -> one.resource().getIdPart())
                .toList();
        return ids.isEmpty() ? Set.of() : ledger.storedAmong(ids);
    }

    /** Whether nothing was stored under an id when it was looked for: if it is now, another message was faster. */
    boolean wasUnheardOf(String id) {
        return unheardOf.contains(id);
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

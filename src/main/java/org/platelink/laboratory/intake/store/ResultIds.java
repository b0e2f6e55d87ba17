package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.platform.server.Links;

/** The resources of a message with their final ids in the storage, and what is stored under these ids. */
final class ResultIds {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:Observation|DiagnosticReport|Specimen)/[A-Za-z0-9.-]{1,64}");

    private final List<DeliveredResource> resources = new ArrayList<>();
    private final Map<String, String> leads = new HashMap<>();
    private final Map<String, List<String>> alike = new HashMap<>();
    private final Map<String, StoredState> stored = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> existing = new HashSet<>();

    private ResultIds() {}

    /**
     * Gives the resources the ids of their matches and rewrites the references between them. There must be no
     * conflict among the matches.
     */
    static ResultIds of(List<DeliveredResource> delivered, ResultMatches found, FhirContext fhir) {
        ResultIds matched = new ResultIds();
        Map<String, String> ids = matched.ids;
        for (DeliveredResource one : delivered) {
            ids.put(
                    one.resource().getIdPart(),
                    id(Objects.requireNonNull(found.matches().get(one))));
        }
        boolean others = ids.entrySet().stream().anyMatch(id -> !id.getKey().equals(id.getValue()));
        for (DeliveredResource one : delivered) {
            DeliveredResource renamed = others ? renamed(one, ids, fhir) : one;
            String id = renamed.resource().getIdPart();
            matched.resources.add(renamed);
            matched.leads.put(id, found.leads().get(one));
            List<String> alike = found.alike(one);
            if (!alike.isEmpty()) {
                matched.alike.put(id, alike);
            }
            LedgerRow row = found.rows().get(id);
            StoredState stored = row == null ? null : row.stored();
            if (stored != null || found.matches().get(one) instanceof ResultMatch.NewVersion) {
                matched.existing.add(id);
            }
            if (stored != null) {
                matched.stored.put(id, stored);
            }
        }
        return matched;
    }

    private static String id(ResultMatch match) {
        if (match instanceof ResultMatch.NewVersion stored) {
            return stored.id();
        }
        return ((ResultMatch.NewResource) match).id();
    }

    /** The resources in the order of delivery. */
    List<DeliveredResource> resources() {
        return resources;
    }

    /**
     * The ids under which nothing is written because something is stored (conditional create).
     *
     * @param onlyIfNew the ids of the conditional creates, as they were delivered
     */
    Set<String> leftAlone(Set<String> onlyIfNew) {
        return onlyIfNew.stream().map(ids::get).filter(existing::contains).collect(Collectors.toSet());
    }

    /** The stored state of each resource, by id. */
    Map<String, StoredState> stored() {
        return stored;
    }

    /** The id of the first resource with the same number as the given one. */
    String lead(String id) {
        return leads.getOrDefault(id, id);
    }

    /** The addresses of the stored resources that have the number of one of the given ones. */
    Collection<String> alikeOf(List<Resource> some) {
        Set<String> all = new LinkedHashSet<>();
        some.forEach(resource -> all.addAll(alike.getOrDefault(resource.getIdPart(), List.of())));
        return all;
    }

    private static DeliveredResource renamed(DeliveredResource one, Map<String, String> ids, FhirContext fhir) {
        Resource resource = one.resource();
        String id = Objects.requireNonNull(ids.get(resource.getIdPart()));
        if (!id.equals(resource.getIdPart())) {
            resource.setId(id);
        }
        Links.replace(fhir, resource, address -> renamed(address, ids));
        return one.report() == null ? one : one.inReport(ids.getOrDefault(one.report(), one.report()));
    }

    private static @Nullable String renamed(@Nullable String address, Map<String, String> ids) {
        if (address == null || !ADDRESS.matcher(address).matches()) {
            return null;
        }
        int slash = address.indexOf('/');
        String now = ids.get(address.substring(slash + 1));
        return now == null ? null : address.substring(0, slash + 1) + now;
    }
}

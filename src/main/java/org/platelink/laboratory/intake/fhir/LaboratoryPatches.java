package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.store.DeliveredResults;
import org.platelink.platform.patch.CarriedPatch;
import org.platelink.platform.patch.Patch;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.IdentifierQuery;
import org.platelink.platform.server.Precondition;
import org.platelink.security.access.Caller;

/**
 * Applies PATCH requests of laboratories to resources that laboratories of their site have delivered.
 *
 * <p>The patched resource is then delivered as a whole result, by the same path as all others. What people have
 * stored a laboratory cannot read, so it cannot change parts of it either (403).
 */
final class LaboratoryPatches {

    private final DaoRegistry resources;
    private final DeliveredResults results;

    LaboratoryPatches(DaoRegistry resources, DeliveredResults results) {
        this.resources = resources;
        this.results = results;
    }

    /** The resource with the patch applied; it is not stored yet. */
    Resource patched(
            Caller caller,
            String type,
            Patch patch,
            @Nullable IdType id,
            @Nullable String condition,
            @Nullable Precondition precondition) {
        String of = id != null && id.hasIdPart() ? id.getIdPart() : found(caller, type, condition);
        return patched(type, of, patch, precondition);
    }

    /** Replaces each PATCH entry of a transaction with a PUT of the patched resource. */
    boolean unfold(Caller caller, Bundle transaction) {
        boolean any = false;
        for (BundleEntryComponent entry : transaction.getEntry()) {
            // The resource that carries a patch is empty, so that entry.hasResource() would be false.
            Resource carrier = entry.getRequest().getMethod() == HTTPVerb.PATCH ? entry.getResource() : null;
            Patch patch = CarriedPatch.of(carrier).orElse(null);
            if (carrier != null && patch != null) {
                Precondition precondition = Precondition.of(carrier).orElse(null);
                IdType address = address(caller, entry.getRequest().getUrl());
                entry.setResource(patched(address.getResourceType(), address.getIdPart(), patch, precondition));
                entry.getRequest().setMethod(HTTPVerb.PUT).setUrl(address.getValue());
                Precondition.of(entry.getResource()).ifPresent(version -> version.writeTo(entry.getRequest()));
                any = true;
            }
        }
        return any;
    }

    /** Resolves the URL of an entry, which names its resource by id or by identifier. */
    private IdType address(Caller caller, String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return new IdType(url);
        }
        String type = url.substring(0, question).replace("/", "");
        return new IdType(type, found(caller, type, url));
    }

    private Resource patched(String type, String id, Patch patch, @Nullable Precondition precondition) {
        if (!results.isDelivered(id)) {
            throw FhirErrors.forbidden(
                    type,
                    "A laboratory patches what was delivered by its site; what others have stored it changes whole, with PUT.");
        }
        Resource stored =
                (Resource) resources.getResourceDao(type).read(new IdType(type, id), new SystemRequestDetails());
        if (precondition != null) {
            precondition.requireOf(stored);
        }
        String version = stored.getIdElement().getVersionIdPart();
        patch.applyTo(stored);
        // Optimistic lock: the write fails if somebody has changed the resource meanwhile.
        new Precondition(version, false).goWith(stored);
        stored.setId(new IdType(type, id));
        return stored;
    }

    private String found(Caller caller, String type, @Nullable String condition) {
        List<String> found = IdentifierQuery.of(String.valueOf(condition))
                .map(query -> results.withIdentifier(String.valueOf(caller.site()), type, query))
                .orElse(List.of());
        if (found.isEmpty()) {
            throw FhirErrors.notFound(type, "No result of the site has this identifier.");
        }
        if (found.size() > 1) {
            throw FhirErrors.precondition(
                    type,
                    "Several results of the site have this identifier; name the one by its id. Nothing was changed.");
        }
        return found.get(0);
    }
}

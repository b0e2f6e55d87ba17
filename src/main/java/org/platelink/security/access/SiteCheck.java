package org.platelink.security.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that checks the site of what a client writes, and of the resources it refers to, before the
 * implementation guide, the screening or any rule of the study examines it: their messages could reveal data of
 * another site. {@link WriteGuard} checks again when the resource is stored.
 */
@Interceptor(order = InterceptorOrder.SITE_CHECK)
final class SiteCheck {

    private final Namespaces namespaces;
    private final ReferenceCheck references;

    SiteCheck(Namespaces namespaces, ReferenceCheck references) {
        this.namespaces = namespaces;
        this.references = references;
    }

    /**
     * Checks a body, or all entries that a transaction writes. Entries of a batch are checked one by one when they
     * are stored.
     */
    void check(Caller caller, RestOperationTypeEnum operation, RequestDetails request) {
        boolean one = operation == RestOperationTypeEnum.CREATE || operation == RestOperationTypeEnum.UPDATE;
        if (one && request.getResource() instanceof Resource resource) {
            check(caller, List.of(resource), Set.of(), request);
        } else if (operation == RestOperationTypeEnum.TRANSACTION
                && request.getResource() instanceof Bundle bundle
                && bundle.getType() != BundleType.BATCH) {
            check(caller, written(bundle), within(bundle), request);
        }
    }

    private static List<Resource> written(Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.hasResource() && isWhole(entry))
                .map(BundleEntryComponent::getResource)
                .toList();
    }

    private static boolean isWhole(BundleEntryComponent entry) {
        HTTPVerb method = entry.getRequest().getMethod();
        return method == HTTPVerb.POST || method == HTTPVerb.PUT;
    }

    /**
     * The addresses by which the entries of a transaction refer to each other: the ids of PUT entries, which were
     * authorized before, and the full URLs of entries, which HAPI replaces by ids.
     */
    private static Set<String> within(Bundle bundle) {
        Set<String> known = new HashSet<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.hasResource() && isWhole(entry)) {
                String url = String.valueOf(entry.getRequest().getUrl());
                if (entry.getRequest().getMethod() == HTTPVerb.PUT && !url.contains("?")) {
                    ReferenceCheck.target(url).ifPresent(known::add);
                }
                if (entry.hasFullUrl() && entry.getFullUrl().contains(":")) {
                    known.add(entry.getFullUrl());
                }
            }
        }
        return known;
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeItIsCreated(IBaseResource resource, @Nullable RequestDetails request) {
        beforeItIsStored((Resource) resource, request);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        beforeItIsStored((Resource) resource, request);
    }

    /** The result of a patch, and the entries of a batch, are known only at the storage. */
    private void beforeItIsStored(Resource resource, @Nullable RequestDetails request) {
        if (request == null || !Writes.include(request.getRestOperationType())) {
            return;
        }
        Caller.of(request)
                .filter(caller -> !PreparedWrites.in(request).resources().contains(resource))
                .filter(caller -> caller.role() != Role.EHR)
                .ifPresent(caller -> check(caller, List.of(resource), Set.of(), request));
    }

    private void check(Caller caller, List<Resource> resources, Set<String> known, RequestDetails request) {
        PreparedWrites approved = PreparedWrites.in(request);
        List<ReferenceOccurrence> all = new ArrayList<>();
        for (Resource resource : resources) {
            List<ReferenceOccurrence> mentions = ReferenceOccurrence.in(resource);
            namespaces.check(caller, resource, mentions);
            if (resource instanceof Patient patient) {
                ofOwnSite(caller, patient);
            }
            all.addAll(mentions);
        }
        references.check(caller, all, known, approved.references());
        approved.resources().addAll(resources);
    }

    /** A Patient without a managingOrganization is for the guide to refuse. */
    private static void ofOwnSite(Caller caller, Patient patient) {
        String site = patient.getManagingOrganization().getReference();
        if (caller.site() != null
                && site != null
                && !ReferenceCheck.target(site)
                        .filter(("Organization/" + caller.site())::equals)
                        .isPresent()) {
            throw Refusals.ofAnotherSite(caller);
        }
    }
}

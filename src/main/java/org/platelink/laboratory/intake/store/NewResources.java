package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.model.DaoMethodOutcome;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.api.svc.ResolveIdentityMode;
import ca.uhn.fhir.jpa.model.cross.IResourceLookup;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.util.CompositeInterceptorBroadcaster;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/**
 * Stores new resources with known ids in one pass, for which HAPI's transaction processing takes two.
 *
 * <p>Most of what a laboratory sends is new. HAPI's transaction stores each resource in two passes, since its
 * references may be to resources that get their ids only when they are stored; here the ids are known before.
 * Interceptors that check and record writes see the same as in a HAPI transaction: each resource before it is stored,
 * and all of them together (precommit) when all are.
 */
final class NewResources {

    private static final Pointcut[] WHEN_ALL_ARE_STORED = {
        Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED, Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED
    };

    private final DaoRegistry store;
    private final IIdHelperService<JpaPid> ids;
    private final FhirContext fhir;
    private final EntityManager entityManager;
    private final IInterceptorBroadcaster interceptors;

    NewResources(
            DaoRegistry store,
            IIdHelperService<JpaPid> ids,
            FhirContext fhir,
            EntityManager entityManager,
            IInterceptorBroadcaster interceptors) {
        this.store = store;
        this.ids = ids;
        this.fhir = fhir;
        this.entityManager = entityManager;
        this.interceptors = interceptors;
    }

    /**
     * Stores resources if all of them are new and no circle of references prevents storing each after those that it
     * refers to.
     *
     * @param more is called when they are written, to store more in the same transaction
     * @return the response of each, by its id; empty if nothing was stored because the resources do not qualify
     */
    Optional<Map<String, BundleEntryResponseComponent>> store(
            List<Resource> resources, RequestDetails request, Consumer<TransactionDetails> more) {
        Map<IIdType, Resource> byId = new LinkedHashMap<>();
        Map<IIdType, Set<IIdType>> references = new LinkedHashMap<>();
        for (Resource resource : resources) {
            IIdType id = new IdType(resource.fhirType(), resource.getIdPart());
            byId.put(id, resource);
            references.put(id, references(resource));
        }
        List<IIdType> ordered = targetsFirst(references);
        TransactionDetails details = new TransactionDetails();
        // Two resources with one id: the second would not be new. HAPI's transaction answers that with its own error.
        if (ordered.size() < resources.size() || !allAreNew(references, details)) {
            return Optional.empty();
        }
        Map<String, BundleEntryResponseComponent> answers = new LinkedHashMap<>();
        details.beginAcceptingDeferredInterceptorBroadcasts(WHEN_ALL_ARE_STORED);
        for (IIdType id : ordered) {
            Resource resource = Objects.requireNonNull(byId.get(id));
            DaoMethodOutcome outcome =
                    store.getResourceDao(resource).update(resource, null, true, false, request, details);
            answers.put(resource.getIdPart(), answer(outcome, resource));
        }
        more.accept(details);
        entityManager.flush();
        IInterceptorBroadcaster all = CompositeInterceptorBroadcaster.newCompositeBroadcaster(interceptors, request);
        details.endAcceptingDeferredInterceptorBroadcasts().forEach(all::callHooks);
        details.deferredBroadcastProcessingFinished();
        return Optional.of(answers);
    }

    private Set<IIdType> references(Resource resource) {
        return fhir.newTerser().getAllResourceReferences(resource).stream()
                .map(found -> found.getResourceReference().getReferenceElement())
                .filter(id -> id.hasResourceType() && id.hasIdPart() && !id.isLocal() && !id.isUuid())
                .map(IIdType::toUnqualifiedVersionless)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Topological order: each after those that it refers to. Resources in a circle, and those that refer to them, are
     * missing from the result.
     */
    private static List<IIdType> targetsFirst(Map<IIdType, Set<IIdType>> references) {
        Set<IIdType> left = new LinkedHashSet<>(references.keySet());
        List<IIdType> ordered = new ArrayList<>();
        for (int before = -1; before < ordered.size(); ) {
            before = ordered.size();
            for (IIdType id : List.copyOf(left)) {
                if (Objects.requireNonNull(references.get(id)).stream().noneMatch(left::contains)) {
                    ordered.add(id);
                    left.remove(id);
                }
            }
        }
        return ordered;
    }

    /** Whether none of them is stored. One query resolves them and the targets of their references. */
    private boolean allAreNew(Map<IIdType, Set<IIdType>> references, TransactionDetails details) {
        Set<IIdType> requestedIds = new LinkedHashSet<>(references.keySet());
        references.values().forEach(requestedIds::addAll);
        Map<IIdType, IResourceLookup<JpaPid>> found = ids.resolveResourceIdentities(
                RequestPartitionId.allPartitions(),
                requestedIds,
                ResolveIdentityMode.includeDeleted().noCacheUnlessDeletesDisabled());
        requestedIds.forEach(id -> details.addResolvedResourceId(
                id, found.containsKey(id) ? found.get(id).getPersistentId() : null));
        return references.keySet().stream().noneMatch(found::containsKey);
    }

    /** The response as HAPI gives it for an entry of a transaction. */
    private static BundleEntryResponseComponent answer(DaoMethodOutcome outcome, Resource resource) {
        IIdType id = outcome.getId().toUnqualified();
        return new BundleEntryResponseComponent()
                .setStatus("201 Created")
                .setLocation(id.getValue())
                .setEtag(id.getVersionIdPart())
                .setLastModified(resource.getMeta().getLastUpdated())
                .setOutcome((OperationOutcome) outcome.getOperationOutcome());
    }
}

package org.platelink.intake;

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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/**
 * Stores resources that have their ids and of which nothing is stored yet, as most of what a laboratory sends. HAPI's transaction
 * stores each in two passes, as its references may be to what gets an id only with its storing; here they are known before, so
 * that one pass does. What sees, judges and records writes sees the same: each before it is stored, and all of them together
 * when all are.
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
     * Stores resources if all of them are new and none refers, by a circle, to one that is stored after it.
     *
     * @param more what is stored with them, once they are
     * @return what the store answers, by their ids; empty if nothing was stored because they are not such resources
     */
    Optional<Map<String, BundleEntryResponseComponent>> store(
            List<Resource> resources, RequestDetails request, AlsoStored more) {
        Map<Resource, Set<IIdType>> references = new LinkedHashMap<>();
        resources.forEach(resource -> references.put(resource, references(resource)));
        List<Resource> ordered = targetsFirst(references);
        TransactionDetails details = new TransactionDetails();
        if (ordered.size() < resources.size() || !allAreNew(references, details)) {
            return Optional.empty();
        }
        Map<String, BundleEntryResponseComponent> answers = new LinkedHashMap<>();
        details.beginAcceptingDeferredInterceptorBroadcasts(WHEN_ALL_ARE_STORED);
        for (Resource resource : ordered) {
            DaoMethodOutcome outcome =
                    store.getResourceDao(resource).update(resource, null, true, false, request, details);
            answers.put(resource.getIdPart(), answer(outcome, resource));
        }
        more.store(details);
        entityManager.flush();
        IInterceptorBroadcaster all = CompositeInterceptorBroadcaster.newCompositeBroadcaster(interceptors, request);
        details.endAcceptingDeferredInterceptorBroadcasts().forEach(all::callHooks);
        details.deferredBroadcastProcessingFinished();
        return Optional.of(answers);
    }

    /** What is stored in the same go. */
    interface AlsoStored {

        void store(TransactionDetails details);
    }

    private Set<IIdType> references(Resource resource) {
        return fhir.newTerser().getAllResourceReferences(resource).stream()
                .map(found -> found.getResourceReference().getReferenceElement())
                .filter(id -> id.hasResourceType() && id.hasIdPart() && !id.isLocal() && !id.isUuid())
                .map(IIdType::toUnqualifiedVersionless)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Each after those that it refers to; those in a circle are not in the answer, nor is what refers to them. */
    private static List<Resource> targetsFirst(Map<Resource, Set<IIdType>> references) {
        Set<IIdType> open = references.keySet().stream().map(NewResources::id).collect(Collectors.toSet());
        List<Resource> left = new ArrayList<>(references.keySet());
        List<Resource> ordered = new ArrayList<>();
        for (int before = -1; before < ordered.size(); ) {
            before = ordered.size();
            for (Resource resource : List.copyOf(left)) {
                Set<IIdType> waitsFor = new HashSet<>(references.get(resource));
                waitsFor.retainAll(open);
                if (waitsFor.isEmpty()) {
                    ordered.add(resource);
                    left.remove(resource);
                    open.remove(id(resource));
                }
            }
        }
        return ordered;
    }

    private static IIdType id(Resource resource) {
        return new IdType(resource.fhirType(), resource.getIdPart());
    }

    /** Whether none is stored; with one question, which also tells what they refer to. */
    private boolean allAreNew(Map<Resource, Set<IIdType>> references, TransactionDetails details) {
        Set<IIdType> asked = new LinkedHashSet<>();
        references.values().forEach(asked::addAll);
        references.keySet().forEach(resource -> asked.add(id(resource)));
        Map<IIdType, IResourceLookup<JpaPid>> found = ids.resolveResourceIdentities(
                RequestPartitionId.allPartitions(),
                asked,
                ResolveIdentityMode.includeDeleted().noCacheUnlessDeletesDisabled());
        asked.forEach(id -> details.addResolvedResourceId(
                id, found.containsKey(id) ? found.get(id).getPersistentId() : null));
        Set<IIdType> own = references.keySet().stream().map(NewResources::id).collect(Collectors.toSet());
        // Of two with one id the second would not be new, which HAPI tells in its own words.
        return own.size() == references.size() && own.stream().noneMatch(found::containsKey);
    }

    /** As HAPI answers an entry of a transaction. */
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

package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * {@link StudyClaims} by what is stored: a resource is of the studies that it refers to, and of those that the
 * participants it refers to take part in.
 */
final class StoredStudyClaims implements StudyClaims {

    private final FhirContext fhir;
    private final Supplier<DaoRegistry> resources;

    /** @param resources the registry, which is made after the validator */
    StoredStudyClaims(FhirContext fhir, Supplier<DaoRegistry> resources) {
        this.fhir = fhir;
        this.resources = resources;
    }

    @Override
    public Set<String> of(Resource resource) {
        Set<String> studies = new LinkedHashSet<>();
        Set<String> participants = new LinkedHashSet<>();
        for (Reference reference : fhir.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
            add(new IdType(reference.getReference()), studies, participants);
        }
        if (resource.getIdElement().hasIdPart()) {
            add(new IdType(resource.fhirType(), resource.getIdElement().getIdPart()), studies, participants);
        }
        participants.forEach(participant -> addStudiesOf(participant, studies));
        Set<String> claims = new LinkedHashSet<>();
        studies.forEach(study -> addClaims(study, claims));
        return claims;
    }

    private static void add(IdType id, Set<String> studies, Set<String> participants) {
        if (id.hasIdPart() && "ResearchStudy".equals(id.getResourceType())) {
            studies.add(id.getIdPart());
        } else if (id.hasIdPart() && "Patient".equals(id.getResourceType())) {
            participants.add(id.getIdPart());
        }
    }

    private void addStudiesOf(String participant, Set<String> studies) {
        SearchParameterMap query = new SearchParameterMap()
                .add(ResearchSubject.SP_INDIVIDUAL, new ReferenceParam("Patient/" + participant));
        query.setLoadSynchronous(true);
        for (IBaseResource found : resources
                .get()
                .getResourceDao(ResearchSubject.class)
                .search(query, new SystemRequestDetails())
                .getAllResources()) {
            studies.add(new IdType(((ResearchSubject) found).getStudy().getReference()).getIdPart());
        }
    }

    private void addClaims(String study, Set<String> claims) {
        ResearchStudy stored = stored(study);
        if (stored != null) {
            stored.getMeta()
                    .getProfile()
                    .forEach(profile -> claims.add(profile.getValue().replaceFirst("\\|.*", "")));
        }
    }

    private @Nullable ResearchStudy stored(String id) {
        try {
            return resources
                    .get()
                    .getResourceDao(ResearchStudy.class)
                    .read(new IdType("ResearchStudy", id), new SystemRequestDetails());
        } catch (BaseServerResponseException none) {
            // What it refers to is checked when it is stored.
            return null;
        }
    }
}

package org.platelink.study;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.server.ResourceFile;
import org.platelink.server.StartUpRefused;

/** Brings the guide's search parameters and the study's files into the server, those that changed and no others. */
class StudyLoader {

    private final StudyProperties properties;
    private final FhirContext fhir;
    private final IFhirSystemDao<Bundle, Meta> store;
    private final ISearchParamRegistry searchParameters;
    private final LoadedFiles loaded;

    StudyLoader(
            StudyProperties properties,
            FhirContext fhir,
            IFhirSystemDao<Bundle, Meta> store,
            ISearchParamRegistry searchParameters,
            LoadedFiles loaded) {
        this.properties = properties;
        this.fhir = fhir;
        this.store = store;
        this.searchParameters = searchParameters;
        this.loaded = loaded;
    }

    /**
     * Loads what is new or has changed.
     *
     * @return how many files there are, and how many were loaded now
     * @throws StartUpRefused if a file is not a resource, or the guide refuses it
     */
    Loading load() {
        // Search parameters first: a study loaded before them would not be found by them.
        List<ResourceFile> parameters = ResourceFile.in(properties.guide() + "SearchParameter-*.json");
        if (store(parameters) > 0) {
            searchParameters.forceRefresh();
        }
        RuleFiles rules = RuleFiles.in(properties.folder());
        List<ResourceFile> study = new ArrayList<>(ResourceFile.in(properties.folder() + "*.json").stream()
                .map(rules::complete)
                .toList());
        if (study.isEmpty()) {
            throw new StartUpRefused("there is no study in " + properties.folder() + ".");
        }
        study.addAll(ViewFiles.in(properties.analytics()));
        return new Loading(study.size(), store(study));
    }

    private int store(List<ResourceFile> files) {
        List<ResourceFile> changed = loaded.changedAmong(files);
        if (changed.isEmpty()) {
            return 0;
        }
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        changed.forEach(file -> addTo(transaction, file));
        try {
            store.transaction(new SystemRequestDetails(), transaction);
        } catch (BaseServerResponseException refusal) {
            throw StartUpRefused.byTheGuide("the study", refusal);
        }
        loaded.remember(changed);
        return changed.size();
    }

    private void addTo(Bundle transaction, ResourceFile file) {
        Resource resource = file.resource(fhir);
        String address = resource.fhirType() + "/" + resource.getIdPart();
        transaction
                .addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(address);
    }

    /**
     * What one loading did.
     *
     * @param files how many files the study has
     * @param changed how many of them were new or changed, and so were loaded
     */
    record Loading(int files, int changed) {}
}

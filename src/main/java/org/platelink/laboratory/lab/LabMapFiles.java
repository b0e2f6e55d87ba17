package org.platelink.laboratory.lab;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.platelink.platform.server.ResourceFile;
import org.platelink.platform.server.StartUpRefused;

/**
 * Loads the initial laboratory maps from files at startup. A map that already exists on the server belongs to its
 * site, which may have changed it, and is not overwritten.
 */
final class LabMapFiles {

    private final String folder;
    private final FhirContext fhir;
    private final IFhirResourceDao<ConceptMap> maps;

    /**
     * @param folder a Spring resource location that ends with a slash
     * @param fhir the R4 context
     * @param maps the DAO of the server's ConceptMaps
     */
    LabMapFiles(String folder, FhirContext fhir, IFhirResourceDao<ConceptMap> maps) {
        this.folder = folder;
        this.fhir = fhir;
        this.maps = maps;
    }

    /**
     * Creates the maps that do not exist on the server.
     *
     * @return the number of files, and of maps that were created
     * @throws StartUpRefused if a file is not a map, or does not conform to the guide
     */
    LoadResult load() {
        List<ResourceFile> files = ResourceFile.in(folder + "*.json");
        long created = files.stream().filter(this::create).count();
        return new LoadResult(files.size(), (int) created);
    }

    private boolean create(ResourceFile file) {
        if (!(file.resource(fhir) instanceof ConceptMap map) || map.getIdPart() == null) {
            throw new StartUpRefused(
                    "the file " + file.name() + " in " + folder + " is not a laboratory map, a ConceptMap with an id.");
        }
        if (isThere(map.getIdPart())) {
            return false;
        }
        try {
            maps.update(map, new SystemRequestDetails());
        } catch (BaseServerResponseException refusal) {
            throw StartUpRefused.byTheGuide("the laboratory map " + file.name(), refusal);
        }
        return true;
    }

    private boolean isThere(String id) {
        SearchParameterMap search = SearchParameterMap.newSynchronous("_id", new TokenParam(id));
        return !maps.searchForIds(search, new SystemRequestDetails()).isEmpty();
    }

    /**
     * The outcome of loading the maps.
     *
     * @param files the number of files
     * @param created the number of maps that did not exist and were created
     */
    record LoadResult(int files, int created) {}
}

package org.platelink.platform.server;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * Looks up a stored definition by the canonical or the reference by which another resource names it.
 *
 * @param resources where they are stored
 */
public record StoredDefinitions(DaoRegistry resources) {

    /**
     * Looks up by canonical, whose version may be left out, or by relative reference; empty if there is none of the
     * type.
     */
    public <T extends MetadataResource> Optional<T> find(Class<T> type, String definition) {
        String[] canonical = definition.split("\\|", 2);
        if (canonical[0].startsWith(type.getSimpleName() + "/")) {
            try {
                return Optional.of(
                        resources.getResourceDao(type).read(new IdType(canonical[0]), new SystemRequestDetails()));
            } catch (ResourceNotFoundException missing) {
                return Optional.empty();
            }
        }
        SearchParameterMap byUrl = SearchParameterMap.newSynchronous("url", new UriParam(canonical[0]));
        return resources.getResourceDao(type).search(byUrl, new SystemRequestDetails()).getAllResources().stream()
                .map(type::cast)
                .filter(one -> canonical.length == 1 || canonical[1].equals(one.getVersion()))
                .findFirst();
    }
}

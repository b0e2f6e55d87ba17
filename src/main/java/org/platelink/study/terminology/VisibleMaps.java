package org.platelink.study.terminology;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.util.List;
import org.hl7.fhir.r4.model.ConceptMap;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;

/**
 * Searches the stored ConceptMaps with the caller's access restrictions: a site's client only finds the maps of its
 * own site.
 */
final class VisibleMaps {

    private final SearchRestrictions extents;
    private final IFhirResourceDao<ConceptMap> maps;

    VisibleMaps(SearchRestrictions extents, IFhirResourceDao<ConceptMap> maps) {
        this.extents = extents;
        this.maps = maps;
    }

    /**
     * The maps that match a search.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 401 or 403 if the caller may not search
     *     ConceptMaps
     */
    List<ConceptMap> by(RequestDetails request, String parameter, String value) {
        Caller caller = Caller.of(request).orElse(Caller.PUBLIC);
        String query = parameter + "="
                + UrlUtil.escapeUrlParam(value.replace("\\", "\\\\")
                        .replace(",", "\\,")
                        .replace("$", "\\$")
                        .replace("|", "\\|"));
        SearchParameterMap search = extents.search(caller, "ConceptMap", query);
        search.setLoadSynchronous(true);
        return maps.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(ConceptMap.class::cast)
                .toList();
    }
}

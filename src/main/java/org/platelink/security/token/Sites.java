package org.platelink.security.token;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a client's site is a stored Organization. A client with a misspelt site would write under a name that
 * nobody has, and would be given that site's data the day somebody takes the name.
 */
public final class Sites {

    private final IFhirResourceDao<Organization> organizations;

    Sites(IFhirResourceDao<Organization> organizations) {
        this.organizations = organizations;
    }

    /**
     * Checks a client's site.
     *
     * @param site the id of the Organization; null for a client without a site
     * @throws IllegalArgumentException if there is no such Organization
     */
    public void check(@Nullable String site) {
        if (site == null) {
            return;
        }
        try {
            organizations.read(new IdType("Organization", site), new SystemRequestDetails());
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            throw new IllegalArgumentException(
                    "There is no Organization/" + site
                            + "; store the site first, with PUT /fhir/Organization/" + site
                            + ", or name one of those that GET /fhir/Organization lists.",
                    none);
        }
    }
}

package org.platelink.security.screening;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Screens resources for direct identifiers of a person before they are stored, for use by other modules. */
public class TextCheck {

    private static final char INDEX_ENDS = ':';

    private final Screen.Collaborators means;
    private final Screening screening;

    TextCheck(Screen.Collaborators means, Screening screening) {
        this.means = means;
        this.screening = screening;
    }

    /**
     * A direct identifier found in a resource.
     *
     * @param resource the resource that contains it
     * @param place its FHIRPath in the resource
     * @param sentence the kind of identifier and what to do; never the identifier itself
     */
    public record IdentifierFinding(Resource resource, String place, String sentence) {}

    /**
     * The findings for which resources of one subject would be refused.
     *
     * @param site the id of the Organization that sends them
     * @param senderWords what their sender itself says of the person
     */
    public List<IdentifierFinding> in(List<Resource> resources, String site, PersonsWords senderWords) {
        Screen screen = new Screen(means, site, senderWords);
        for (int i = 0; i < resources.size(); i++) {
            screen.look(
                    resources.get(i),
                    Place.of(i + String.valueOf(INDEX_ENDS) + resources.get(i).fhirType()));
        }
        List<IdentifierFinding> carried = new ArrayList<>();
        for (ScreeningHit found : screen.found()) {
            int end = found.place().indexOf(INDEX_ENDS);
            Resource resource = resources.get(Integer.parseInt(found.place().substring(0, end)));
            carried.add(new IdentifierFinding(resource, found.place().substring(end + 1), found.sentence()));
        }
        return carried;
    }

    /**
     * Refuses a resource that contains a direct identifier of a person.
     *
     * @param place the FHIRPath of the resource
     * @param site the id of the Organization that sends it
     * @param senderWords what its sender itself says of the person
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) with an outcome that names each
     *     place
     */
    public void require(Resource resource, String place, String site, PersonsWords senderWords) {
        Screen screen = new Screen(means, site, senderWords);
        screen.look(resource, Place.of(place));
        ScreeningHit.refuseIfAny(screen.found());
    }

    /**
     * Marks resources as screened, so that they are not screened again at the storage.
     *
     * @param resources the very instances that are to be stored
     * @param request the request that stores them
     */
    public void passed(Collection<Resource> resources, RequestDetails request) {
        screening.passed(resources, request);
    }
}

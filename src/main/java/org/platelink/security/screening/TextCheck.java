package org.platelink.security.screening;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Tells whether resources carry a direct identifier of a person before anyone tries to store them. */
public class TextCheck {

    private static final char INDEX_ENDS = ':';

    private final Screen.Means means;
    private final Screening screening;

    TextCheck(Screen.Means means, Screening screening) {
        this.means = means;
        this.screening = screening;
    }

    /**
     * Something of a person where it must not stand.
     *
     * @param resource in which
     * @param place where in it, as FHIRPath
     * @param sentence what kind of thing, and how to mend it; never the thing itself
     */
    public record Carried(Resource resource, String place, String sentence) {}

    /**
     * What would refuse resources of one subject.
     *
     * @param site the id of the Organization that sends them
     * @param said what their sender says itself of the person
     */
    public List<Carried> in(List<Resource> resources, String site, PersonsWords said) {
        Screen screen = new Screen(means, site, said);
        for (int i = 0; i < resources.size(); i++) {
            screen.look(
                    resources.get(i),
                    Place.of(i + String.valueOf(INDEX_ENDS) + resources.get(i).fhirType()));
        }
        List<Carried> carried = new ArrayList<>();
        for (ScreeningHit found : screen.found()) {
            int end = found.place().indexOf(INDEX_ENDS);
            Resource resource = resources.get(Integer.parseInt(found.place().substring(0, end)));
            carried.add(new Carried(resource, found.place().substring(end + 1), found.sentence()));
        }
        return carried;
    }

    /**
     * Refuses a resource that carries something of a person.
     *
     * @param place where it stands, as FHIRPath
     * @param site the id of the Organization that sends it
     * @param said what its sender says itself of the person
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) with an outcome that names each place
     */
    public void require(Resource resource, String place, String site, PersonsWords said) {
        Screen screen = new Screen(means, site, said);
        screen.look(resource, Place.of(place));
        ScreeningHit.refuseIfAny(screen.found());
    }

    /**
     * Spares the storage a second look at resources that were found to carry nothing.
     *
     * @param resources the very objects that are to be stored
     * @param request with which they are
     */
    public void passed(Collection<Resource> resources, RequestDetails request) {
        screening.passed(resources, request);
    }
}

package org.platelink.platform.server;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts of a resource with characters that FHIR does not allow in a text. JSON can carry them and XML cannot,
 * so a resource stored with one could not be read in both formats.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#string">FHIR R4, string</a>
 */
public final class CharacterCheck {

    private final List<Objection> objections = new ArrayList<>();
    private final boolean within;

    private CharacterCheck(boolean within) {
        this.within = within;
    }

    /**
     * The objection to one text.
     *
     * @param place the path of the text, as a FHIRPath
     */
    public record Objection(String place, String sentence) {}

    /**
     * All objections to the texts of a resource.
     *
     * @param within whether to also check the resources inside a Bundle or a Parameters
     */
    public static List<Objection> objections(Resource resource, boolean within) {
        CharacterCheck all = new CharacterCheck(within);
        all.look(resource, new Place(null, resource.fhirType(), -1));
        return all.objections;
    }

    /**
     * A linked step of a path; the path is written out only for texts with an objection.
     *
     * @param index the position among several values; -1 where there can be no more than one
     */
    private record Place(@Nullable Place parent, String name, int index) {

        String path() {
            String step = index < 0 ? name : name + "[" + index + "]";
            return parent == null ? step : parent.path() + "." + step;
        }
    }

    private void look(Base element, Place place) {
        if (element.isPrimitive()) {
            text(element.primitiveValue(), place);
        }
        if (element instanceof Narrative narrative && narrative.hasDiv()) {
            text(narrative.getDivAsString(), new Place(place, "div", -1));
        }
        for (Property child : element.children()) {
            List<Base> values = child.getValues();
            for (int i = 0; i < values.size(); i++) {
                Base value = values.get(i);
                boolean isLookedAt = within
                        || !(value instanceof Resource)
                        || child.getName().equals("contained");
                if (value != null && isLookedAt) {
                    look(value, new Place(place, child.getName().replace("[x]", ""), child.isList() ? i : -1));
                }
            }
        }
    }

    private void text(@Nullable String text, Place place) {
        if (text != null) {
            XmlCharacters.objection(text).ifPresent(sentence -> objections.add(new Objection(place.path(), sentence)));
        }
    }
}

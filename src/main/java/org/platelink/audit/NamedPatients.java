package org.platelink.audit;

import ca.uhn.fhir.context.FhirContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whose a resource is: the patients in whose compartment it lies.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">FHIR R4, the compartment of a patient</a>
 */
final class NamedPatients {

    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Za-z]+)\\.([a-zA-Z]+(?:\\.[a-z][a-zA-Z]*(?!\\())*)");

    private final FhirContext fhir;
    private final Map<String, List<List<String>>> places = new ConcurrentHashMap<>();

    NamedPatients(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** Adds the references to the patients that a resource names, or to itself if it is one. */
    void addTo(Set<String> patients, Resource resource) {
        String type = resource.fhirType();
        if (type.equals("Patient")) {
            patients.add("Patient/" + resource.getIdPart());
            return;
        }
        for (List<String> place : places.computeIfAbsent(type, this::placesIn)) {
            values(resource, place).forEach(value -> {
                if (value instanceof Reference reference) {
                    IIdType id = reference.getReferenceElement();
                    if ("Patient".equals(id.getResourceType()) && id.hasIdPart()) {
                        patients.add("Patient/" + id.getIdPart());
                    }
                }
            });
        }
    }

    /** The elements that FHIR's search parameters of the compartment look at. */
    private List<List<String>> placesIn(String type) {
        return fhir.getResourceDefinition(type).getSearchParamsForCompartmentName("Patient").stream()
                .flatMap(parameter -> PLACE.matcher(parameter.getPath()).results())
                .filter(place -> place.group(1).equals(type))
                .map(place -> Arrays.asList(place.group(2).split("\\.")))
                .distinct()
                .toList();
    }

    private static Stream<Base> values(Base element, List<String> place) {
        Property child = element.getNamedProperty(place.get(0));
        if (child == null) {
            return Stream.empty();
        }
        return place.size() == 1
                ? child.getValues().stream()
                : child.getValues().stream().flatMap(value -> values(value, place.subList(1, place.size())));
    }
}

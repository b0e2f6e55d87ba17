package org.platelink.security.audit;

import ca.uhn.fhir.context.FhirContext;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.RawResourceText;

/**
 * Finds the patients that a resource concerns: those in whose compartment it lies.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">FHIR R4, the compartment of a patient</a>
 */
final class NamedPatients {

    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Za-z]+)\\.([a-zA-Z]+(?:\\.[a-z][a-zA-Z]*(?!\\())*)");

    /** A reference to a patient of this server, as it occurs in JSON text. */
    private static final String STORED = "\"reference\":\"Patient/";

    private final FhirContext fhir;
    private final Map<String, List<List<String>>> places = new ConcurrentHashMap<>();

    NamedPatients(FhirContext fhir) {
        this.fhir = fhir;
    }

    /**
     * The patients of the resources of an answer, whatever was asked; the entries of a Bundle or of Parameters are
     * examined one by one. AuditEvents are skipped: to read the trail does not name their patients again.
     */
    Set<String> in(@Nullable IBaseResource answer) {
        Set<String> patients = new LinkedHashSet<>();
        if (answer instanceof Resource resource) {
            addAll(patients, resource);
        }
        return patients;
    }

    private void addAll(Set<String> patients, @Nullable Resource resource) {
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> addAll(patients, entry.getResource()));
        } else if (resource instanceof Parameters parameters) {
            parameters.getParameter().forEach(parameter -> addAll(patients, parameter));
        } else if (resource != null && !(resource instanceof AuditEvent)) {
            addTo(patients, resource);
        }
    }

    private void addAll(Set<String> patients, ParametersParameterComponent parameter) {
        addAll(patients, parameter.getResource());
        if (parameter.getValue() instanceof Reference reference) {
            add(patients, reference);
        }
        parameter.getPart().forEach(part -> addAll(patients, part));
    }

    /** Adds the patients that a resource refers to, or the resource itself if it is a Patient. */
    void addTo(Set<String> patients, Resource resource) {
        String text = RawResourceText.of(resource);
        if (text != null) {
            addFrom(patients, text);
        }
        String type = resource.fhirType();
        if (type.equals("Patient")) {
            patients.add("Patient/" + resource.getIdPart());
            return;
        }
        if (text != null) {
            return;
        }
        for (List<String> place : places.computeIfAbsent(type, this::placesIn)) {
            values(resource, place).forEach(value -> {
                if (value instanceof Reference reference) {
                    add(patients, reference);
                }
            });
        }
    }

    private static void add(Set<String> patients, Reference reference) {
        IIdType id = reference.getReferenceElement();
        if ("Patient".equals(id.getResourceType()) && id.hasIdPart()) {
            patients.add("Patient/" + id.getIdPart());
        }
    }

    /** Searching the text is safe: HAPI escapes quotation marks inside values with a backslash. */
    private static void addFrom(Set<String> patients, String text) {
        for (int at = text.indexOf(STORED); at >= 0; at = text.indexOf(STORED, at)) {
            int start = at + STORED.length();
            int end = start;
            while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '/') {
                end++;
            }
            patients.add("Patient/" + text.substring(start, end));
            at = end;
        }
    }

    /** The elements that the search parameters of the Patient compartment select. */
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

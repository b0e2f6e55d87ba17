package org.platelink.study.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * The operation {@code ConceptMap/$translate}, limited to the maps that the caller may read. HAPI's own
 * implementation searches a table with the maps of all sites.
 *
 * @see <a href="https://hl7.org/fhir/R4/conceptmap-operation-translate.html">FHIR R4, $translate</a>
 */
class TranslateOperation implements IResourceProvider {

    private static final String NAME = "$translate";
    private static final String CANONICAL = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate";
    private static final String MAP = "conceptMap";
    private static final String MAP_VERSION = "conceptMapVersion";

    private final VisibleMaps maps;

    TranslateOperation(VisibleMaps maps) {
        this.maps = maps;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ConceptMap.class;
    }

    @Operation(name = NAME, idempotent = true, canonicalUrl = CANONICAL)
    public Parameters translate(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return translated(request, id);
    }

    private Parameters translated(RequestDetails request, @Nullable IdType id) {
        OperationParameters parameters = OperationParameters.of(
                        request,
                        "url",
                        MAP,
                        MAP_VERSION,
                        "code",
                        "system",
                        "version",
                        "source",
                        "coding",
                        "codeableConcept",
                        "target",
                        "targetsystem",
                        "reverse")
                .withoutOtherBody(request);
        List<Coding> codings = CodingParameters.of(parameters, "system", "version");
        for (Coding coding : codings) {
            if (!coding.hasSystem() || !coding.hasCode()) {
                throw FhirErrors.invalid(
                        OperationParameters.place("system"), "A code has a meaning in its system only: name both.");
            }
        }
        List<ConceptMap> asked = maps(parameters, request, id).stream()
                .filter(map -> fits(parameters, "source", map.getSource()))
                .filter(map -> fits(parameters, "target", map.getTarget()))
                .toList();
        Translation translation = new Translation(
                parameters.text("targetsystem").orElse(null),
                parameters.flag("reverse").orElse(false),
                canonical -> others(canonical, request));
        return translation.answer(
                codings.stream()
                        .flatMap(coding -> translation.of(coding, asked).stream())
                        .toList(),
                asked);
    }

    /** The active maps with a canonical URL, and with its version if the canonical has one. */
    private List<ConceptMap> others(String canonical, RequestDetails request) {
        String[] parts = canonical.split("\\|", 2);
        return maps.by(request, "url", parts[0]).stream()
                .filter(map -> map.getStatus() == PublicationStatus.ACTIVE)
                .filter(map -> parts.length == 1 || parts[1].equals(map.getVersion()))
                .toList();
    }

    private static boolean fits(OperationParameters parameters, String name, @Nullable Type ofMap) {
        Optional<String> asked = parameters.text(name);
        return asked.isEmpty() || ofMap instanceof UriType uri && asked.get().equals(uri.getValue());
    }

    /** The map that is named; or, if none is, all active maps that the caller may read. */
    private List<ConceptMap> maps(OperationParameters parameters, RequestDetails request, @Nullable IdType id) {
        Optional<String> url = parameters.text("url");
        boolean sent = parameters.resource(MAP).isPresent();
        if ((id == null ? 0 : 1) + (url.isPresent() ? 1 : 0) + (sent ? 1 : 0) > 1) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "Name the map once: by url, by ConceptMap/[id], or in a body as the parameter conceptMap.");
        }
        if (sent) {
            if (parameters.resource(MAP).get() instanceof ConceptMap map) {
                return List.of(map);
            }
            throw FhirErrors.invalid(OperationParameters.place(MAP), "The parameter conceptMap holds a ConceptMap.");
        }
        if (id != null) {
            List<ConceptMap> found = maps.by(request, "_id", id.getIdPart());
            if (found.isEmpty()) {
                throw new ResourceNotFoundException(id);
            }
            return found;
        }
        if (url.isEmpty()) {
            return maps.by(request, "status", "active");
        }
        Optional<String> version = parameters.text(MAP_VERSION);
        List<ConceptMap> found = maps.by(request, "url", url.get()).stream()
                .filter(map -> version.isEmpty() || version.get().equals(map.getVersion()))
                .toList();
        if (found.isEmpty()) {
            throw FhirErrors.notFound(
                    "url",
                    "This client knows no ConceptMap " + Terminology.printable(url.get())
                            + version.map(one -> " of the version " + Terminology.printable(one))
                                    .orElse("")
                            + "; those that it may see are at [base]/ConceptMap.");
        }
        return found;
    }
}

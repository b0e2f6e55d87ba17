package org.platelink.platform.definition;

import ca.uhn.fhir.context.FhirContext;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.platelink.platform.server.Fingerprint;
import org.platelink.platform.validation.GuideDefinitions;

/**
 * The guide's definitions in the form in which clients get them. Each has a version that is a hash of its content,
 * from which its ETag is made, and as lastUpdated the time when the guide's package was made. One of the guide's own
 * that has no business version gets that of the guide.
 */
final class Definitions {

    /** The types that are served. */
    static final List<Class<? extends MetadataResource>> TYPES = List.of(
            StructureDefinition.class,
            ValueSet.class,
            CodeSystem.class,
            SearchParameter.class,
            OperationDefinition.class);

    private static final int VERSION_LENGTH = 16;

    private final FhirContext fhir;
    private final Map<String, Map<String, MetadataResource>> byType;

    Definitions(FhirContext fhir, GuideDefinitions guide) {
        this.fhir = fhir;
        ImplementationGuide whole =
                guide.all(ImplementationGuide.class).findFirst().orElseGet(ImplementationGuide::new);
        this.byType = TYPES.stream().collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> guide.all(type)
                .map(definition -> given(definition, whole, guide.made()))
                .sorted(Comparator.comparing(MetadataResource::getIdPart))
                .collect(Collectors.toMap(
                        MetadataResource::getIdPart, Function.identity(), (one, other) -> one, TreeMap::new))));
    }

    private MetadataResource given(MetadataResource definition, ImplementationGuide whole, Date made) {
        MetadataResource resource = definition.copy();
        String canonical = String.valueOf(whole.getUrl()).replaceFirst("/ImplementationGuide/.*", "/");
        if (!resource.hasVersion() && String.valueOf(resource.getUrl()).startsWith(canonical)) {
            resource.setVersion(whole.getVersion());
        }
        String version = Fingerprint.hex(fhir.newJsonParser().encodeResourceToString(resource))
                .substring(0, VERSION_LENGTH);
        resource.setId(resource.fhirType() + "/" + resource.getIdPart() + "/_history/" + version);
        resource.getMeta().setVersionId(version).setLastUpdated(made);
        return resource;
    }

    /** All definitions of a type, ordered by id. */
    List<MetadataResource> all(String type) {
        return List.copyOf(byType.getOrDefault(type, Map.of()).values());
    }

    /** The definition with an id. */
    Optional<MetadataResource> find(String type, String id) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(id));
    }
}

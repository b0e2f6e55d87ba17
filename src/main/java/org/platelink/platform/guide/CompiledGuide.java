package org.platelink.platform.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionResourceComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * What SUSHI compiled, with the snapshots that it leaves out.
 *
 * @param guide the ImplementationGuide resource
 * @param definitions the conformance resources by file name, {@code guide} among them
 * @param examples the examples by file name
 * @param refused the examples that must be refused
 */
record CompiledGuide(
        ImplementationGuide guide,
        Map<String, Resource> definitions,
        Map<String, Resource> examples,
        List<RefusedExample> refused) {

    /** Parameters of the guide's build that R4's required value set has; SUSHI writes others too. */
    private static final Set<String> R4_PARAMETERS = Set.of(
            "apply",
            "path-resource",
            "path-pages",
            "path-tx-cache",
            "expansion-parameter",
            "rule-broken-links",
            "generate-xml",
            "generate-json",
            "generate-turtle",
            "html-template");

    /**
     * Reads the guide.
     *
     * @param fhir the R4 context
     * @param folder {@code ig}, with what SUSHI wrote and the examples
     * @throws IllegalStateException if no snapshot can be made of a profile
     */
    static CompiledGuide in(FhirContext fhir, Path folder) throws IOException {
        Map<String, Resource> definitions = read(fhir, folder.resolve("fsh-generated/resources"));
        ImplementationGuide guide = definitions.values().stream()
                .filter(ImplementationGuide.class::isInstance)
                .map(ImplementationGuide.class::cast)
                .findFirst()
                .orElseThrow();
        guide.getDefinition().getParameter().removeIf(parameter -> !R4_PARAMETERS.contains(parameter.getCode()));
        addSnapshots(fhir, definitions);
        return new CompiledGuide(
                guide,
                definitions,
                read(fhir, folder.resolve("input/examples")),
                RefusedExample.in(folder.resolve("refused")));
    }

    /** Where the guide's own definitions have their names, such as {@code https://platelink.org/ig/msc-itp}. */
    String canonical() {
        return guide.getUrl().replaceFirst("/ImplementationGuide/.*", "");
    }

    /** What the guide says of one of its resources: name and description, empty where it says nothing. */
    ImplementationGuideDefinitionResourceComponent entryOf(Resource resource) {
        String reference = resource.fhirType() + "/" + resource.getIdPart();
        return guide.getDefinition().getResource().stream()
                .filter(entry -> reference.equals(entry.getReference().getReference()))
                .findFirst()
                .orElseGet(ImplementationGuideDefinitionResourceComponent::new);
    }

    private static Map<String, Resource> read(FhirContext fhir, Path folder) throws IOException {
        Map<String, Resource> resources = new TreeMap<>();
        IParser parser = fhir.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                resources.put(file.getFileName().toString(), (Resource) parser.parseResource(Files.readString(file)));
            }
        }
        return resources;
    }

    private static void addSnapshots(FhirContext fhir, Map<String, Resource> all) {
        PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(fhir);
        all.values().forEach(own::addResource);
        SnapshotGeneratingValidationSupport snapshots = new SnapshotGeneratingValidationSupport(fhir);
        ValidationSupportContext context = new ValidationSupportContext(new ValidationSupportChain(
                own,
                new DefaultProfileValidationSupport(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                snapshots));
        for (Resource resource : all.values()) {
            if (resource instanceof StructureDefinition profile && !profile.hasSnapshot()) {
                // The generator answers with a copy that has the snapshot; the original may stay without.
                StructureDefinition made = (StructureDefinition)
                        snapshots.generateSnapshot(context, profile, profile.getUrl(), null, profile.getName());
                if (made == null || !made.hasSnapshot()) {
                    throw new IllegalStateException("No snapshot can be made of " + profile.getUrl());
                }
                profile.setSnapshot(made.getSnapshot());
            }
        }
    }
}

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
 * The guide as compiled by SUSHI, with the snapshots that SUSHI does not generate.
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

    /** Parameters of the guide's build that are in R4's required value set; SUSHI writes others too. */
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
     * Reads the guide, and generates the snapshots.
     *
     * @param fhir the R4 context
     * @param folder {@code ig}, with SUSHI's output and the examples
     * @throws IllegalStateException if the snapshot of a profile cannot be generated
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

    /** The base of the guide's canonical URLs, such as {@code https://platelink.org/ig/msc-itp}. */
    String canonical() {
        return guide.getUrl().replaceFirst("/ImplementationGuide/.*", "");
    }

    /** The guide's entry (name and description) for one of its resources; an empty one if there is none. */
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
                // The generator returns a copy with the snapshot; the original may remain without.
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

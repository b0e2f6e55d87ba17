package org.platelink.guide;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionPageComponent;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionResourceComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.context.ContextUtilities;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.elementmodel.Manager;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.renderers.RendererFactory;
import org.hl7.fhir.r5.renderers.utils.RenderingContext;
import org.hl7.fhir.r5.renderers.utils.RenderingContext.GenerationRules;
import org.hl7.fhir.r5.renderers.utils.RenderingContext.ResourceRendererMode;
import org.hl7.fhir.r5.renderers.utils.ResourceWrapper;
import org.hl7.fhir.r5.utils.EOperationOutcome;
import org.hl7.fhir.utilities.MarkDownProcessor;
import org.hl7.fhir.utilities.validation.ValidationOptions;
import org.hl7.fhir.utilities.xhtml.XhtmlComposer;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * The guide as pages for people: its narrative, a list of all artifacts, and a page for each artifact and example, with
 * the element tables that readers of HL7 guides know.
 */
final class GuidePages {

    private static final List<String> GROUPS = List.of(
            "Profiles",
            "Extensions",
            "Value sets",
            "Code systems",
            "Search parameters",
            "Operations",
            "Capability statement",
            "Guide",
            "Examples (synthetic)");

    private final FhirContext fhir;
    private final CompiledGuide compiled;
    private final Path narrative;
    private final Path scratch;
    private final SimpleWorkerContext context;
    private final ContextUtilities utilities;
    private final ArtifactLinks links;
    private final MarkDownProcessor markdown = new MarkDownProcessor(MarkDownProcessor.Dialect.COMMON_MARK);
    private final TreeImages images = new TreeImages();
    private final PageLayout layout;
    private final RefusedPage refused;

    /**
     * @param fhir the R4 context
     * @param compiled what to render
     * @param narrative folder of the pages in Markdown that the ImplementationGuide names
     * @param scratch folder for what the renderers draw and the pages do not use
     */
    GuidePages(FhirContext fhir, CompiledGuide compiled, Path narrative, Path scratch) throws IOException {
        this.fhir = fhir;
        this.compiled = compiled;
        this.narrative = narrative;
        this.scratch = Files.createDirectories(scratch).toAbsolutePath().normalize();
        this.context = GuideContext.of(fhir, compiled);
        this.utilities = new ContextUtilities(context);
        this.links = new ArtifactLinks(context, compiled.canonical(), this::artifact);
        this.refused = new RefusedPage(compiled.refused());
        this.layout = new PageLayout(compiled.guide(), narrativePages());
    }

    /** Writes every page, the style and the pictures below a folder. */
    void writeTo(Path folder) throws IOException {
        Path pages = Files.createDirectories(folder);
        for (Map.Entry<String, String> page : narrativePages().entrySet()) {
            String text = Files.readString(narrative.resolve(page.getKey().replace(".html", ".md")));
            write(pages, page.getKey(), page.getValue(), markdown.process(text, page.getKey()));
        }
        write(pages, "artifacts.html", "Artifacts", artifacts());
        write(pages, RefusedPage.FILE, "Examples that are refused", refused.body());
        for (Resource definition : compiled.definitions().values()) {
            writeArtifact(pages, definition);
        }
        for (Resource example : compiled.examples().values()) {
            writeArtifact(pages, example);
        }
        Files.writeString(pages.resolve(PageLayout.STYLE_FILE), PageLayout.STYLE);
        images.writeTo(pages);
    }

    /** Title of each narrative page by its file. */
    private Map<String, String> narrativePages() {
        Map<String, String> pages = new LinkedHashMap<>();
        for (ImplementationGuideDefinitionPageComponent page :
                compiled.guide().getDefinition().getPage().getPage()) {
            pages.put(page.getNameUrlType().getValue(), page.getTitle());
        }
        return pages;
    }

    private void writeArtifact(Path pages, Resource resource) throws IOException {
        String page = GuideContext.page(resource.fhirType(), resource.getIdPart());
        ImplementationGuideDefinitionResourceComponent entry = compiled.entryOf(resource);
        StringBuilder body = new StringBuilder();
        if (entry.hasDescription()) {
            body.append(markdown.process(entry.getDescription(), page));
        }
        if (resource instanceof org.hl7.fhir.r4.model.MetadataResource metadata && metadata.hasUrl()) {
            body.append("<p>Canonical: <code>").append(metadata.getUrl()).append("</code></p>");
        }
        if (resource instanceof org.hl7.fhir.r4.model.StructureDefinition profile) {
            StructureDefinition definition = context.fetchResource(StructureDefinition.class, profile.getUrl());
            body.append(new ProfileTables(context, rendering(), markdown)
                    .of(definition, ResourceWrapper.forResource(utilities, definition)));
            body.append(refused.linksOf(profile.getIdPart()));
        } else {
            body.append(narrative(resource));
        }
        String json = fhir.newJsonParser().setPrettyPrint(true).encodeResourceToString(resource);
        body.append("<details><summary>JSON</summary><pre>")
                .append(PageLayout.escaped(json))
                .append("</pre></details>");
        write(pages, page, title(resource), body.toString());
    }

    private ResourceWrapper artifact(String reference) {
        return Stream.of(compiled.definitions(), compiled.examples())
                .flatMap(resources -> resources.values().stream())
                .filter(resource -> reference.equals(resource.fhirType() + "/" + resource.getIdPart()))
                .map(this::wrapped)
                .findFirst()
                .orElse(null);
    }

    /** A definition in the R5 model; an example as R4 wrote it, for not every R4 resource can be said in R5. */
    private ResourceWrapper wrapped(Resource resource) {
        if (compiled.definitions().containsValue(resource)) {
            return ResourceWrapper.forResource(utilities, GuideContext.inR5(resource));
        }
        byte[] json = fhir.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        try {
            return ResourceWrapper.forResource(
                    utilities, Manager.parseSingle(context, new ByteArrayInputStream(json), FhirFormat.JSON));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String narrative(Resource resource) throws IOException {
        ResourceWrapper wrapped = wrapped(resource);
        try {
            XhtmlNode node = RendererFactory.factory(wrapped, rendering()).buildNarrative(wrapped);
            removeLinksElsewhere(node);
            return new XhtmlComposer(XhtmlComposer.HTML).compose(node);
        } catch (EOperationOutcome failure) {
            throw new IllegalStateException(resource.fhirType() + " cannot be rendered.", failure);
        }
    }

    /** An example may refer to what only a server has, such as {@code Organization/sponsor}. */
    private static void removeLinksElsewhere(XhtmlNode node) {
        if ("a".equals(node.getName())
                && node.hasAttribute("href")
                && node.getAttribute("href").matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]+")) {
            node.getAttributes().remove("href");
        }
        node.getChildNodes().forEach(GuidePages::removeLinksElsewhere);
    }

    private RenderingContext rendering() {
        RenderingContext rendering = new RenderingContext(
                context,
                markdown,
                ValidationOptions.defaults(),
                GuideContext.R4_PAGES,
                "",
                Locale.ENGLISH,
                ResourceRendererMode.TECHNICAL,
                GenerationRules.IG_PUBLISHER);
        rendering.setPkp(links);
        rendering.setResolver(links);
        rendering.setProfileUtilities(new ProfileUtilities(context, new ArrayList<>(), links));
        rendering.setDestDir(scratch.toString());
        rendering.setNoSlowLookup(true);
        return rendering;
    }

    private String artifacts() {
        Map<String, StringBuilder> groups = new LinkedHashMap<>();
        GROUPS.forEach(group -> groups.put(group, new StringBuilder()));
        compiled.definitions().values().forEach(resource -> list(groups, resource, false));
        compiled.examples().values().forEach(resource -> list(groups, resource, true));
        StringBuilder body = new StringBuilder();
        groups.forEach((group, rows) -> body.append("<h2>")
                .append(group)
                .append("</h2><table class=\"plain\">")
                .append(rows)
                .append("</table>"));
        return body.toString();
    }

    private void list(Map<String, StringBuilder> groups, Resource resource, boolean example) {
        ImplementationGuideDefinitionResourceComponent entry = compiled.entryOf(resource);
        groups.get(group(resource, example))
                .append("<tr><td><a href=\"%s\">%s</a></td><td>%s</td></tr>"
                        .formatted(
                                GuideContext.page(resource.fhirType(), resource.getIdPart()),
                                PageLayout.escaped(title(resource)),
                                PageLayout.escaped(entry.hasDescription() ? entry.getDescription() : "")));
    }

    private String title(Resource resource) {
        ImplementationGuideDefinitionResourceComponent entry = compiled.entryOf(resource);
        if (entry.hasName()) {
            return entry.getName();
        }
        return resource == compiled.guide() ? compiled.guide().getTitle() : resource.getIdPart();
    }

    private static String group(Resource resource, boolean example) {
        if (example) {
            return "Examples (synthetic)";
        }
        if (resource instanceof org.hl7.fhir.r4.model.StructureDefinition definition) {
            return "Extension".equals(definition.getType()) ? "Extensions" : "Profiles";
        }
        return switch (resource.fhirType()) {
            case "ValueSet" -> "Value sets";
            case "CodeSystem" -> "Code systems";
            case "SearchParameter" -> "Search parameters";
            case "OperationDefinition" -> "Operations";
            case "CapabilityStatement" -> "Capability statement";
            default -> "Guide";
        };
    }

    private void write(Path pages, String file, String title, String body) throws IOException {
        Files.writeString(pages.resolve(file), layout.page(file, title, images.withImages(body)));
    }
}

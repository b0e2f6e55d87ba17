package org.platelink.platform.guide;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionPageComponent;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionResourceComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.utilities.MarkDownProcessor;

/**
 * Renders the guide as HTML pages: its narrative, a list of all artifacts, and a page for each artifact and example,
 * with the element tables that readers of HL7 guides know.
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
    private final SimpleWorkerContext context;
    private final Narratives narratives;
    private final MarkDownProcessor markdown = new MarkDownProcessor(MarkDownProcessor.Dialect.COMMON_MARK);
    private final TreeImages images = new TreeImages();
    private final PageLayout layout;
    private final RefusedPage refused;
    private final SearchIndex search = new SearchIndex();

    /**
     * @param fhir the R4 context
     * @param compiled what to render
     * @param narrative folder of the pages in Markdown that the ImplementationGuide names
     * @param scratch folder for images that the renderers draw and the pages do not use
     */
    GuidePages(FhirContext fhir, CompiledGuide compiled, Path narrative, Path scratch) throws IOException {
        this.fhir = fhir;
        this.compiled = compiled;
        this.narrative = narrative;
        this.context = GuideContext.of(fhir, compiled);
        this.narratives = new Narratives(fhir, compiled, context, markdown, scratch);
        this.refused = new RefusedPage(compiled.refused());
        this.layout = new PageLayout(compiled.guide(), narrativePages());
    }

    /** Writes all pages, the style sheets and the images below a folder. */
    void writeTo(Path folder) throws IOException {
        Path pages = Files.createDirectories(folder);
        for (Map.Entry<String, String> page : narrativePages().entrySet()) {
            String text = Files.readString(narrative.resolve(page.getKey().replace(".html", ".md")));
            write(pages, page.getKey(), page.getValue(), markdown.process(text, page.getKey()));
            search.addPage(page.getKey(), page.getValue(), text);
        }
        write(pages, "artifacts.html", "Artifacts", artifacts());
        write(pages, RefusedPage.FILE, "Examples that are refused", refused.body());
        for (Resource definition : compiled.definitions().values()) {
            writeArtifact(pages, definition);
        }
        for (Resource example : compiled.examples().values()) {
            writeArtifact(pages, example);
        }
        for (String style : PageLayout.STYLES) {
            Files.writeString(pages.resolve(style), style(style));
        }
        search.writeTo(pages.resolve(SearchIndex.FILE));
        images.writeTo(pages);
    }

    private static String style(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(GuidePages.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The title of each narrative page, by its file. */
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
        search.addArtifact(page, title(resource), entry.getDescription());
        StringBuilder body = new StringBuilder();
        if (entry.hasDescription()) {
            body.append(markdown.process(entry.getDescription(), page));
        }
        if (resource instanceof org.hl7.fhir.r4.model.MetadataResource metadata && metadata.hasUrl()) {
            body.append("<p>Canonical: <code>").append(metadata.getUrl()).append("</code></p>");
        }
        if (resource instanceof org.hl7.fhir.r4.model.StructureDefinition profile) {
            StructureDefinition definition = context.fetchResource(StructureDefinition.class, profile.getUrl());
            body.append(new ProfileTables(context, narratives.rendering(), markdown)
                    .of(definition, narratives.wrapped(definition)));
            body.append(refused.linksOf(profile.getIdPart()));
        } else {
            body.append(narratives.of(resource));
        }
        String json = fhir.newJsonParser().setPrettyPrint(true).encodeResourceToString(resource);
        body.append("<details><summary>JSON</summary><pre>")
                .append(PageLayout.escaped(json))
                .append("</pre></details>");
        write(pages, page, title(resource), body.toString());
    }

    private String artifacts() throws IOException {
        Map<String, StringBuilder> groups = new LinkedHashMap<>();
        GROUPS.forEach(group -> groups.put(group, new StringBuilder()));
        for (Resource definition : compiled.definitions().values()) {
            list(groups, definition, false);
        }
        for (Resource example : compiled.examples().values()) {
            list(groups, example, true);
        }
        StringBuilder body = new StringBuilder();
        groups.forEach((group, rows) -> body.append("<h2>")
                .append(group)
                .append("</h2><table class=\"plain\">")
                .append(rows)
                .append("</table>"));
        return body.toString();
    }

    private void list(Map<String, StringBuilder> groups, Resource resource, boolean example) throws IOException {
        ImplementationGuideDefinitionResourceComponent entry = compiled.entryOf(resource);
        Objects.requireNonNull(groups.get(group(resource, example)))
                .append("<tr><td><a href=\"%s\">%s</a></td><td>%s</td></tr>"
                        .formatted(
                                GuideContext.page(resource.fhirType(), resource.getIdPart()),
                                PageLayout.escaped(title(resource)),
                                entry.hasDescription()
                                        ? markdown.process(entry.getDescription(), "artifacts.html")
                                        : ""));
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

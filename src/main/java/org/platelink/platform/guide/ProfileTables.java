package org.platelink.platform.guide;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.renderers.Renderer.RenderingStatus;
import org.hl7.fhir.r5.renderers.StructureDefinitionRenderer;
import org.hl7.fhir.r5.renderers.utils.RenderingContext;
import org.hl7.fhir.r5.renderers.utils.ResourceWrapper;
import org.hl7.fhir.utilities.MarkDownProcessor;
import org.hl7.fhir.utilities.xhtml.XhtmlComposer;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Renders the page of a profile or an extension: the differential and snapshot tables, the rules, and the definition
 * of each element.
 */
record ProfileTables(IWorkerContext context, RenderingContext rendering, MarkDownProcessor markdown) {

    /** A relative link in R4's own texts, which is relative to R4's pages. */
    private static final Pattern RELATIVE_LINK = Pattern.compile("\\]\\((?!\\w+:|#)([^)\\s]+)\\)");

    /** The whole content as HTML. */
    String of(StructureDefinition definition, ResourceWrapper wrapped) throws IOException {
        return "<h2>Differential</h2><p>What this profile says beyond " + baseLink(definition) + ".</p>"
                + table(definition, wrapped, true)
                + rules(definition)
                + "<h2>Snapshot</h2><p>All elements, the inherited ones among them.</p>"
                + table(definition, wrapped, false)
                + "<h2>Elements</h2><dl class=\"elements\">"
                + definition.getSnapshot().getElement().stream()
                        .map(this::words)
                        .collect(Collectors.joining())
                + "</dl>";
    }

    private String baseLink(StructureDefinition definition) {
        StructureDefinition base = context.fetchResource(StructureDefinition.class, definition.getBaseDefinition());
        return base == null
                ? PageLayout.escaped(definition.getBaseDefinition())
                : "<a href=\"" + base.getWebPath() + "\">" + PageLayout.escaped(base.present()) + "</a>";
    }

    private String table(StructureDefinition definition, ResourceWrapper wrapped, boolean differential)
            throws IOException {
        String name = differential ? "diff" : "snap";
        XhtmlNode table = new StructureDefinitionRenderer(rendering)
                .generateTable(
                        new RenderingStatus(),
                        GuideContext.page(definition.fhirType(), definition.getIdPart()),
                        definition,
                        differential,
                        rendering.getDestDir(),
                        false,
                        definition.getIdPart(),
                        !differential,
                        GuideContext.R4_PAGES,
                        "",
                        false,
                        false,
                        null,
                        false,
                        rendering,
                        name,
                        wrapped,
                        name);
        removeControls(table);
        return "<div class=\"tree\" tabindex=\"0\" role=\"region\" aria-label=\"" + name + "\">"
                + new XhtmlComposer(XhtmlComposer.HTML).compose(table) + "</div>";
    }

    /** Removes the tables' filter, which needs scripts that only the HL7 publisher's pages have. */
    private static void removeControls(XhtmlNode node) {
        node.getChildNodes()
                .removeIf(child -> "script".equals(child.getName())
                        || "span".equals(child.getName())
                                && child.getChildNodes().stream().anyMatch(inner -> "input".equals(inner.getName())));
        node.getChildNodes().forEach(ProfileTables::removeControls);
    }

    private static String rules(StructureDefinition definition) {
        String rows = definition.getDifferential().getElement().stream()
                .flatMap(element -> element.getConstraint().stream()
                        .map(rule -> "<tr><td><code>%s</code></td><td>%s</td><td><code>%s</code></td><td>%s</td></tr>"
                                .formatted(
                                        PageLayout.escaped(rule.getKey()),
                                        rule.getSeverity().getDisplay(),
                                        PageLayout.escaped(element.getPath()),
                                        PageLayout.escaped(rule.getHuman()))))
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : "<h2>Rules</h2><table class=\"plain\"><tr><th>Key</th><th>Severity</th><th>On</th><th>Says</th></tr>"
                        + rows + "</table>";
    }

    private String words(ElementDefinition element) {
        String definition = RELATIVE_LINK
                .matcher(element.hasDefinition() ? element.getDefinition() : "")
                .replaceAll("](" + GuideContext.R4_PAGES + "$1)");
        return "<dt id=\"%s\"><code>%s</code> %s..%s</dt><dd>%s</dd>"
                .formatted(
                        PageLayout.escaped(element.getId()),
                        PageLayout.escaped(element.getId()),
                        element.getMin(),
                        PageLayout.escaped(element.hasMax() ? element.getMax() : "*"),
                        markdown.process(definition, element.getId()));
    }
}

package org.platelink.platform.guide;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Stream;
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
import org.jspecify.annotations.Nullable;

/** Renders resources to HTML with HL7's renderers. */
final class Narratives {

    private final FhirContext fhir;
    private final CompiledGuide compiled;
    private final SimpleWorkerContext context;
    private final ContextUtilities utilities;
    private final ArtifactLinks links;
    private final MarkDownProcessor markdown;
    private final Path scratch;

    /** @param scratch folder for images that the renderers draw and the pages do not use */
    Narratives(
            FhirContext fhir,
            CompiledGuide compiled,
            SimpleWorkerContext context,
            MarkDownProcessor markdown,
            Path scratch)
            throws IOException {
        this.fhir = fhir;
        this.compiled = compiled;
        this.context = context;
        this.utilities = new ContextUtilities(context);
        this.links = new ArtifactLinks(context, compiled.canonical(), this::artifact);
        this.markdown = markdown;
        this.scratch = Files.createDirectories(scratch).toAbsolutePath().normalize();
    }

    String of(Resource resource) throws IOException {
        ResourceWrapper wrapped = wrapped(resource);
        try {
            XhtmlNode node = RendererFactory.factory(wrapped, rendering()).buildNarrative(wrapped);
            removeLinksElsewhere(node);
            return wide(new XhtmlComposer(XhtmlComposer.HTML).compose(node));
        } catch (EOperationOutcome failure) {
            throw new IllegalStateException(resource.fhirType() + " cannot be rendered.", failure);
        }
    }

    /**
     * Wraps content that may be wider than the window in a scrollable region, which can be scrolled by keyboard too.
     */
    static String wide(String html) {
        return "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Content\">" + html + "</div>";
    }

    /** Removes links to resources that only a server has, such as {@code Organization/sponsor} in an example. */
    private static void removeLinksElsewhere(XhtmlNode node) {
        if ("a".equals(node.getName())
                && node.hasAttribute("href")
                && node.getAttribute("href").matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]+")) {
            node.getAttributes().remove("href");
        }
        node.getChildNodes().forEach(Narratives::removeLinksElsewhere);
    }

    RenderingContext rendering() {
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

    ResourceWrapper wrapped(StructureDefinition definition) {
        return ResourceWrapper.forResource(utilities, definition);
    }

    private @Nullable ResourceWrapper artifact(String reference) {
        return Stream.of(compiled.definitions(), compiled.examples())
                .flatMap(resources -> resources.values().stream())
                .filter(resource -> reference.equals(resource.fhirType() + "/" + resource.getIdPart()))
                .map(this::wrapped)
                .findFirst()
                .orElse(null);
    }

    /**
     * A definition is converted to the R5 model. An example is kept in R4, because not every R4 resource can be
     * converted.
     */
    ResourceWrapper wrapped(Resource resource) {
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
}

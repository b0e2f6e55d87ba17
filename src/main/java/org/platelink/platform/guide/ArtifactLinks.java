package org.platelink.platform.guide;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r5.conformance.profile.BindingResolution;
import org.hl7.fhir.r5.conformance.profile.ProfileKnowledgeProvider;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionBindingComponent;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r5.model.StructureDefinition.TypeDerivationRule;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.renderers.utils.RenderingContext;
import org.hl7.fhir.r5.renderers.utils.Resolver.IReferenceResolver;
import org.hl7.fhir.r5.renderers.utils.Resolver.ResourceReferenceKind;
import org.hl7.fhir.r5.renderers.utils.Resolver.ResourceWithReference;
import org.hl7.fhir.r5.renderers.utils.ResourceWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Link resolver for HL7's renderers: returns the page of a type, a profile, a value set, a code system or an example.
 *
 * @param context the definitions, each with the URL of its page
 * @param canonical the canonical URL of the guide
 * @param artifacts the resource with a page in the guide, by {@code Type/id}; null where there is none
 */
record ArtifactLinks(IWorkerContext context, String canonical, Function<String, @Nullable ResourceWrapper> artifacts)
        implements ProfileKnowledgeProvider, IReferenceResolver {

    @Override
    public @Nullable ResourceWithReference resolve(RenderingContext rendering, String url, String version) {
        ResourceWrapper artifact = artifacts.apply(url);
        return artifact == null
                ? null
                : new ResourceWithReference(
                        ResourceReferenceKind.EXTERNAL,
                        url,
                        GuideContext.page(artifact.fhirType(), artifact.getId()),
                        artifact);
    }

    @Override
    public @Nullable String resolveUri(RenderingContext rendering, String uri) {
        return null;
    }

    @Override
    public boolean isDatatype(String type) {
        StructureDefinition definition = context.fetchTypeDefinition(type);
        return definition != null
                && definition.getKind() != StructureDefinitionKind.RESOURCE
                && definition.getDerivation() == TypeDerivationRule.SPECIALIZATION;
    }

    @Override
    public boolean isPrimitiveType(String type) {
        return isOfKind(type, StructureDefinitionKind.PRIMITIVETYPE);
    }

    @Override
    public boolean isResource(String type) {
        return isOfKind(type, StructureDefinitionKind.RESOURCE);
    }

    private boolean isOfKind(String type, StructureDefinitionKind kind) {
        StructureDefinition definition = context.fetchTypeDefinition(type);
        return definition != null && definition.getKind() == kind;
    }

    @Override
    public boolean hasLinkFor(String type) {
        return context.fetchTypeDefinition(type) != null;
    }

    @Override
    public @Nullable String getLinkFor(String corePath, String type) {
        StructureDefinition definition = context.fetchTypeDefinition(type);
        return definition == null ? null : definition.getWebPath();
    }

    @Override
    public BindingResolution resolveBinding(
            StructureDefinition profile, ElementDefinitionBindingComponent binding, String path) {
        return resolveBinding(profile, binding.getValueSet(), path);
    }

    @Override
    public BindingResolution resolveBinding(StructureDefinition profile, String url, String path) {
        BindingResolution resolution = new BindingResolution();
        ValueSet values = url == null ? null : context.fetchResource(ValueSet.class, url.replaceFirst("\\|.*", ""));
        resolution.url = values != null && values.hasWebPath() ? values.getWebPath() : url;
        resolution.display = values != null ? values.present() : url;
        resolution.uri = url;
        return resolution;
    }

    @Override
    public @Nullable String getLinkForProfile(StructureDefinition profile, String url) {
        StructureDefinition definition = context.fetchResource(StructureDefinition.class, url);
        return definition == null ? null : definition.getWebPath() + "|" + definition.getName();
    }

    @Override
    public boolean prependLinks() {
        return false;
    }

    @Override
    public @Nullable String getLinkForUrl(String corePath, String url) {
        for (Class<? extends CanonicalResource> kind :
                List.of(StructureDefinition.class, ValueSet.class, CodeSystem.class)) {
            CanonicalResource resource = context.fetchResource(kind, url);
            if (resource != null) {
                return resource.getWebPath();
            }
        }
        return null;
    }

    @Override
    public String getCanonicalForDefaultContext() {
        return canonical;
    }

    @Override
    public String getDefinitionsName(Resource resource) {
        return GuideContext.page(resource.fhirType(), resource.getIdPart());
    }
}

package org.platelink.platform.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r5.context.SimpleWorkerContext;
import org.hl7.fhir.r5.model.CanonicalResource;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.Parameters;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.utilities.ByteProvider;

/**
 * Worker context of HL7's renderers: the definitions of FHIR R4 and of the guide, converted to the R5 model that the
 * renderers use, each with the URL of its page. Nothing is fetched from a network.
 */
final class GuideContext {

    /** The base URL of FHIR R4's pages. */
    static final String R4_PAGES = "http://hl7.org/fhir/R4/";

    /** The FHIR version of the definitions, in the only form in which the context accepts it. */
    private static final byte[] VERSION = "[FHIR]\nversion=4.0.1\n".getBytes(StandardCharsets.UTF_8);

    /** The HL7 v2 and v3 terminologies, whose pages are in folders of their own. */
    private static final Pattern V2_OR_V3 = Pattern.compile("(v2|v3)-(.+)");

    private GuideContext() {}

    /** Loads all definitions; takes some seconds. */
    static SimpleWorkerContext of(FhirContext fhir, CompiledGuide compiled) throws IOException {
        SimpleWorkerContext context = new SimpleWorkerContext.SimpleWorkerContextBuilder()
                .fromDefinitions(Map.of("version.info", ByteProvider.forBytes(VERSION)), null, null);
        context.setExpansionParameters(new Parameters());
        context.setNoTerminologyServer(true);
        for (org.hl7.fhir.r4.model.Resource definition : compiled.definitions().values()) {
            if (inR5(definition) instanceof CanonicalResource resource) {
                resource.setWebPath(page(resource.fhirType(), resource.getIdPart()));
                context.cacheResource(resource);
            }
        }
        for (IBaseResource definition : core(fhir)) {
            Resource resource = inR5((org.hl7.fhir.r4.model.Resource) definition);
            // R4 has some definitions twice, and the context has some of its own.
            if (resource instanceof CanonicalResource canonical
                    && context.fetchResource(canonical.getClass(), canonical.getUrl()) == null) {
                canonical.setWebPath(corePage(canonical));
                context.cacheResource(canonical);
            }
        }
        return context;
    }

    /** Converts a resource to the R5 model. */
    static Resource inR5(org.hl7.fhir.r4.model.Resource resource) {
        Resource converted = VersionConvertorFactory_40_50.convertResource(resource);
        // The id without the type, because the renderers make anchors of it.
        converted.setId(resource.getIdPart());
        return converted;
    }

    /** The file name of an artifact's page, as the HL7 publisher would name it. */
    static String page(String type, String id) {
        return type + "-" + id + ".html";
    }

    private static List<IBaseResource> core(FhirContext fhir) {
        IValidationSupport core = new DefaultProfileValidationSupport(fhir);
        // The support returns only what it has loaded, and loads no terminology before it is asked for some.
        core.fetchAllStructureDefinitions();
        core.fetchValueSet("http://hl7.org/fhir/ValueSet/observation-status");
        return List.copyOf(core.fetchAllConformanceResources());
    }

    private static String corePage(CanonicalResource resource) {
        String name = resource.getUrl().replaceFirst(".*/", "");
        if (resource instanceof StructureDefinition definition) {
            boolean datatype = definition.getKind() == StructureDefinitionKind.PRIMITIVETYPE
                    || definition.getKind() == StructureDefinitionKind.COMPLEXTYPE
                            && !"Extension".equals(definition.getType());
            return datatype
                    ? R4_PAGES + "datatypes.html#" + definition.getType()
                    : R4_PAGES + name.toLowerCase(Locale.ROOT) + ".html";
        }
        if (resource instanceof ValueSet || resource instanceof CodeSystem) {
            Matcher v2OrV3 = V2_OR_V3.matcher(name);
            if (v2OrV3.matches()) {
                String file = v2OrV3.group(1).equals("v2") ? "index" : resource instanceof ValueSet ? "vs" : "cs";
                return R4_PAGES + v2OrV3.group(1) + "/" + v2OrV3.group(2) + "/" + file + ".html";
            }
            return R4_PAGES + resource.fhirType().toLowerCase(Locale.ROOT) + "-" + name + ".html";
        }
        return R4_PAGES + resource.fhirType().toLowerCase(Locale.ROOT) + ".html";
    }
}

package org.platelink.platform.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * FHIR R4's own definitions as the package {@code hl7.fhir.r4.core#4.0.1} that SUSHI wants, put together from the copy
 * that HAPI's validator brings, so that the guide compiles without FHIR's package registry.
 */
final class CorePackage {

    private static final String ROOT = "/org/hl7/fhir/r4/model/";
    private static final List<String> SOURCES = List.of(
            "profile/profiles-types.xml",
            "profile/profiles-resources.xml",
            "profile/profiles-others.xml",
            "extension/extension-definitions.xml",
            "valueset/valuesets.xml",
            "valueset/v3-codesystems.xml",
            "valueset/v2-tables.xml",
            "sp/search-parameters.json");

    private static final String MANIFEST =
            """
            {"name": "hl7.fhir.r4.core", "version": "4.0.1", "tools-version": 3, "type": "Core",
             "canonical": "http://hl7.org/fhir", "url": "http://hl7.org/fhir/R4", "title": "FHIR R4 Core",
             "fhirVersions": ["4.0.1"], "dependencies": {}, "license": "CC0-1.0", "date": "20191101000000"}
            """;

    private CorePackage() {}

    /** Writes the package into a folder of packages, such as {@code .fhir/packages} of a home. */
    static void writeTo(Path packages) throws IOException {
        Path folder = Files.createDirectories(packages.resolve("hl7.fhir.r4.core#4.0.1/package"));
        FhirContext fhir = FhirContext.forR4Cached();
        IParser json = fhir.newJsonParser();
        JsonArray files = new JsonArray();
        Set<String> written = new HashSet<>();
        for (String source : SOURCES) {
            for (Bundle.BundleEntryComponent entry : read(fhir, source).getEntry()) {
                Resource resource = entry.getResource();
                String file = resource.fhirType() + "-" + resource.getIdPart() + ".json";
                if (written.add(file)) {
                    Files.writeString(folder.resolve(file), json.encodeResourceToString(resource));
                    files.add(indexEntry(file, resource));
                }
            }
        }
        JsonObject index = new JsonObject();
        index.addProperty("index-version", 2);
        index.add("files", files);
        Files.writeString(folder.resolve(".index.json"), index.toString());
        Files.writeString(folder.resolve("package.json"), MANIFEST);
    }

    private static Bundle read(FhirContext fhir, String source) throws IOException {
        try (InputStream stream = Objects.requireNonNull(CorePackage.class.getResourceAsStream(ROOT + source))) {
            IParser parser = source.endsWith(".xml") ? fhir.newXmlParser() : fhir.newJsonParser();
            return parser.parseResource(Bundle.class, new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
    }

    private static JsonObject indexEntry(String file, Resource resource) {
        JsonObject entry = new JsonObject();
        entry.addProperty("filename", file);
        entry.addProperty("resourceType", resource.fhirType());
        entry.addProperty("id", resource.getIdPart());
        if (resource instanceof MetadataResource metadata) {
            entry.addProperty("url", metadata.getUrl());
            entry.addProperty("version", metadata.getVersion());
        }
        if (resource instanceof StructureDefinition definition) {
            entry.addProperty("kind", definition.getKind().toCode());
            entry.addProperty("type", definition.getType());
            if (definition.hasDerivation()) {
                entry.addProperty("derivation", definition.getDerivation().toCode());
            }
        }
        if (resource instanceof CodeSystem codes && codes.hasContent()) {
            entry.addProperty("content", codes.getContent().toCode());
        }
        return entry;
    }
}

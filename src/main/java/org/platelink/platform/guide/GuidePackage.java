package org.platelink.platform.guide;

import ca.uhn.fhir.context.FhirContext;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * Writes the guide as a FHIR package: a gzipped tar with {@code package/package.json}, an index, the definitions and
 * the examples. The build is reproducible: the same guide gives the same bytes.
 *
 * @see <a href="https://confluence.hl7.org/display/FHIR/NPM+Package+Specification">FHIR package specification</a>
 */
final class GuidePackage {

    private final FhirContext fhir;
    private final CompiledGuide compiled;
    private final Gson gson =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    GuidePackage(FhirContext fhir, CompiledGuide compiled) {
        this.fhir = fhir;
        this.compiled = compiled;
    }

    void writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        // A fixed time, so that the archive is reproducible.
        GzipParameters gzip = new GzipParameters();
        gzip.setModificationTime(0);
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out, gzip))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            put(tar, "package/package.json", gson.toJson(manifest()));
            putAll(tar, "package/", compiled.definitions());
            putAll(tar, "package/example/", compiled.examples());
        }
    }

    private JsonObject manifest() {
        ImplementationGuide guide = compiled.guide();
        JsonObject manifest = new JsonObject();
        manifest.addProperty("name", guide.getPackageId());
        manifest.addProperty("version", guide.getVersion());
        manifest.addProperty("tools-version", 3);
        manifest.addProperty("type", "IG");
        manifest.addProperty("canonical", compiled.canonical());
        manifest.addProperty("url", guide.getUrl());
        manifest.addProperty("title", guide.getTitle());
        manifest.addProperty("description", guide.getDescription());
        JsonArray versions = new JsonArray();
        guide.getFhirVersion().forEach(version -> versions.add(version.asStringValue()));
        manifest.add("fhirVersions", versions);
        JsonObject dependencies = new JsonObject();
        dependencies.addProperty("hl7.fhir.r4.core", "4.0.1");
        manifest.add("dependencies", dependencies);
        manifest.addProperty("author", guide.getPublisher());
        manifest.addProperty("license", "CC0-1.0");
        return manifest;
    }

    private void putAll(TarArchiveOutputStream tar, String folder, Map<String, Resource> resources) throws IOException {
        JsonArray files = new JsonArray();
        resources.forEach((file, resource) -> files.add(indexEntry(file, resource)));
        JsonObject index = new JsonObject();
        index.addProperty("index-version", 2);
        index.add("files", files);
        put(tar, folder + ".index.json", gson.toJson(index));
        for (Map.Entry<String, Resource> entry : resources.entrySet()) {
            put(
                    tar,
                    folder + entry.getKey(),
                    fhir.newJsonParser().setPrettyPrint(true).encodeResourceToString(entry.getValue()));
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
            entry.addProperty("derivation", definition.getDerivation().toCode());
        }
        if (resource instanceof CodeSystem codes && codes.hasContent()) {
            entry.addProperty("content", codes.getContent().toCode());
        }
        return entry;
    }

    private static void put(TarArchiveOutputStream tar, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}

package org.platelink.study.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.ResourceFile;
import org.platelink.platform.server.StartUpRefused;

/**
 * Wraps the views of a study as Libraries: each file has one ViewDefinition of SQL on FHIR in JSON. FHIR R4 has no
 * such resource type, so the server stores it as the content of a Library with the same id and canonical URL.
 */
final class ViewFiles {

    private static final List<String> ALIKE =
            List.of("url", "version", "name", "title", "status", "experimental", "publisher", "description");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ViewFiles() {}

    /** The views of a folder as Libraries; empty if it has none. */
    static List<ResourceFile> in(String folder) {
        return ResourceFile.in(folder + "ViewDefinition-*.json").stream()
                .map(ViewFiles::library)
                .toList();
    }

    /**
     * Wraps the view in a file as a Library.
     *
     * @throws StartUpRefused if it is not JSON or has no id
     */
    static ResourceFile library(ResourceFile file) {
        JsonNode view;
        try {
            view = JSON.readTree(file.json());
        } catch (JsonProcessingException broken) {
            throw new StartUpRefused("the view " + file.name() + " is no JSON.");
        }
        if (!view.path("id").isTextual()) {
            throw new StartUpRefused("the view " + file.name() + " has no id.");
        }
        ObjectNode library = JSON.createObjectNode();
        library.put("resourceType", "Library");
        library.set("id", view.path("id"));
        library.putObject("meta").putArray("profile").add(CanonicalUrls.STRUCTURE_DEFINITION + "stored-view");
        ALIKE.stream().filter(view::has).forEach(name -> library.set(name, view.get(name)));
        ArrayNode coding = library.putObject("type").putArray("coding");
        coding.addObject()
                .put("system", CanonicalUrls.CODE_SYSTEM + "library-content")
                .put("code", "view-definition");
        library.putArray("content")
                .addObject()
                .put("contentType", "application/vnd.hl7.fhir.viewdefinition+json")
                .put("data", Base64.getEncoder().encodeToString(file.json().getBytes(StandardCharsets.UTF_8)));
        return new ResourceFile(file.name(), library.toString());
    }
}

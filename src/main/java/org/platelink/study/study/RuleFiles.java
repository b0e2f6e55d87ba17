package org.platelink.study.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.platelink.platform.server.ResourceFile;
import org.platelink.platform.server.StartUpRefused;

/**
 * Embeds CQL files in the Library resources of a study. A Library in JSON names its CQL file, in the same folder, in
 * {@code content.url}; the text is inserted as {@code content.data}. So rules are read and edited as text files.
 */
final class RuleFiles {

    private static final String CQL = ".cql";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ResourceFile> texts;

    RuleFiles(List<ResourceFile> texts) {
        this.texts = texts.stream().collect(Collectors.toMap(ResourceFile::name, Function.identity()));
    }

    /** Reads the CQL files of a folder. */
    static RuleFiles in(String folder) {
        return new RuleFiles(ResourceFile.in(folder + "*" + CQL));
    }

    /**
     * A study file with the CQL texts that it names embedded.
     *
     * @throws StartUpRefused if one of them does not exist
     */
    ResourceFile complete(ResourceFile file) {
        if (!file.json().contains(CQL)) {
            return file;
        }
        try {
            JsonNode resource = JSON.readTree(file.json());
            for (JsonNode content : resource.path("content")) {
                if (content instanceof ObjectNode attachment
                        && attachment.path("url").asText().endsWith(CQL)) {
                    attachment.put("data", data(file, attachment.path("url").asText()));
                    attachment.remove("url");
                }
            }
            return new ResourceFile(file.name(), resource.toString());
        } catch (JsonProcessingException noJson) {
            // Invalid JSON is reported when the file is parsed as a resource.
            return file;
        }
    }

    private String data(ResourceFile file, String name) {
        ResourceFile text = texts.get(name);
        if (text == null) {
            throw new StartUpRefused(
                    "the file " + file.name() + " names " + name + " as its content, which does not lie beside it.");
        }
        return Base64.getEncoder().encodeToString(text.json().getBytes(StandardCharsets.UTF_8));
    }
}

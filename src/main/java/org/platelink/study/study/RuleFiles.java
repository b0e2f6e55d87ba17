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
 * The rules of a study: a Library in JSON names the file of its CQL, which lies beside it, as {@code content.url}; the text is
 * put into the Library as {@code content.data}. So a rule is read and changed as text.
 */
final class RuleFiles {

    private static final String CQL = ".cql";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ResourceFile> texts;

    RuleFiles(List<ResourceFile> texts) {
        this.texts = texts.stream().collect(Collectors.toMap(ResourceFile::name, Function.identity()));
    }

    /** The CQL of a folder. */
    static RuleFiles in(String folder) {
        return new RuleFiles(ResourceFile.in(folder + "*" + CQL));
    }

    /**
     * A file of the study, with the texts that it names.
     *
     * @throws StartUpRefused if one is not there
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
            // What is wrong with it is said when it is parsed as a resource.
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

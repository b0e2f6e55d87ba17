package org.platelink.study.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.platelink.study.ctgov.StudyRecord;
import org.springframework.http.MediaType;

/** Writes studies as the JSON of ClinicalTrials.gov's API, version 2: one study, or a list in {@code studies}. */
final class ClinicalTrialsGovForm implements Form {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String title() {
        return "ClinicalTrials.gov, JSON";
    }

    @Override
    public String name() {
        return "clinicaltrials-gov";
    }

    @Override
    public String ending() {
        return "json";
    }

    @Override
    public MediaType type() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public boolean answers(MediaType range) {
        return range.equalsTypeAndSubtype(type());
    }

    @Override
    public String write(PublicStudy study) {
        return text(StudyRecord.of(study.registration()));
    }

    @Override
    public String writeAll(List<PublicStudy> studies) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode array = page.putArray("studies");
        studies.forEach(study -> array.add(StudyRecord.of(study.registration())));
        return text(page);
    }

    static String text(JsonNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException treesCanBeWritten) {
            throw new IllegalStateException(treesCanBeWritten);
        }
    }
}

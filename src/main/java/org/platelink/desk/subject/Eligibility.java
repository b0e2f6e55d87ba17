package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.platelink.desk.Page;

/**
 * Model of the eligibility page: the criteria and their evaluation.
 *
 * @param id of the ResearchSubject
 * @param number the study number
 * @param verdict a code of the guide's code system eligibility-verdict
 * @param sentence the text of the verdict
 * @param criteria each of them
 */
record Eligibility(Page page, String id, String number, String verdict, String sentence, List<Criterion> criteria) {

    /**
     * A criterion.
     *
     * @param code of it
     * @param text of the protocol; empty if the study's Group has none
     * @param excludes whether it is an exclusion criterion
     * @param result {@code met}, {@code not-met} or a code for unknown
     * @param sentence the basis of the result, or what is missing
     * @param missing the missing data, in words
     * @param evidence references of the records
     */
    record Criterion(
            String code,
            String text,
            boolean excludes,
            String result,
            String sentence,
            List<String> missing,
            List<String> evidence) {

        String tone() {
            return switch (result) {
                case "met" -> excludes ? "bad" : "good";
                case "not-met" -> excludes ? "good" : "bad";
                default -> "warn";
            };
        }
    }

    /**
     * @param page the layout
     * @param id of the ResearchSubject
     * @param number the study number
     * @param answer the Parameters of {@code $evaluate-eligibility}
     * @param criteriaOf the study's Group of criteria
     */
    static Eligibility of(Page page, String id, String number, JsonNode answer, JsonNode criteriaOf) {
        Map<String, JsonNode> characteristics = new HashMap<>();
        for (JsonNode one : criteriaOf.path("characteristic")) {
            characteristics.put(
                    one.path("code").path("coding").path(0).path("code").asText(), one);
        }
        List<Criterion> criteria = new ArrayList<>();
        for (JsonNode one : Parameter.all(answer, "criterion")) {
            String code = Parameter.text(one, "code");
            JsonNode characteristic = characteristics.getOrDefault(code, one);
            criteria.add(new Criterion(
                    code,
                    text(characteristic),
                    characteristic.path("exclude").asBoolean(),
                    Parameter.text(one, "result"),
                    Parameter.text(one, "sentence"),
                    Parameter.all(one, "missing").stream().map(Parameter::value).toList(),
                    Parameter.all(one, "evidence").stream()
                            .map(Parameter::value)
                            .toList()));
        }
        JsonNode verdict = Parameter.all(answer, "verdict").stream().findFirst().orElse(answer);
        return new Eligibility(
                page,
                id,
                number,
                Parameter.value(verdict),
                verdict.path("valueCodeableConcept").path("text").asText(),
                criteria);
    }

    private static String text(JsonNode characteristic) {
        for (JsonNode extension : characteristic.path("extension")) {
            for (JsonNode part : extension.path("extension")) {
                if (part.path("url").asText().equals("text")) {
                    return part.path("valueString").asText();
                }
            }
        }
        return "";
    }
}

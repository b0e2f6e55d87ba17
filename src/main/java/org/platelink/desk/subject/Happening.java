package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CodeNames;

/**
 * A clinical event outside the visits that is shown with the results: a bleeding that was assessed, or a treatment
 * that is not the study's.
 *
 * @param day when, or when it began
 * @param name its label
 * @param reference of the record
 * @param isTreatment whether it is a treatment
 */
record Happening(LocalDate day, String name, String reference, boolean isTreatment) {

    private static final String ASSESSMENTS = "/CodeSystem/trial-assessments";

    /** Reads Bundles of Observations, MedicationStatements and Procedures. */
    static List<Happening> of(List<JsonNode> bundles, Map<String, String> names) {
        List<Happening> found = new ArrayList<>();
        for (JsonNode bundle : bundles) {
            for (JsonNode entry : bundle.path("entry")) {
                Happening one = of(entry.path("resource"), names);
                if (one != null) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    private static @Nullable Happening of(JsonNode resource, Map<String, String> names) {
        String status = resource.path("status").asText();
        if (status.equals("entered-in-error") || status.equals("not-done") || status.equals("not-taken")) {
            return null;
        }
        String type = resource.path("resourceType").asText();
        boolean isAssessment = type.equals("Observation");
        if (isAssessment && !isFound(resource)) {
            return null;
        }
        JsonNode concept =
                type.equals("MedicationStatement") ? resource.path("medicationCodeableConcept") : resource.path("code");
        LocalDate day = Visit.day(
                first(resource, "effectiveDateTime", "performedDateTime", "effectivePeriod", "performedPeriod"));
        String grade = resource.path("valueInteger").asText();
        return day == null
                ? null
                : new Happening(
                        day,
                        (CodeNames.of(concept, names) + " " + grade).trim(),
                        type + "/" + resource.path("id").asText(),
                        !isAssessment);
    }

    /** Whether an assessment of the guide's code system has a positive finding: a grade above 0, or yes. */
    private static boolean isFound(JsonNode observation) {
        return observation
                        .path("code")
                        .path("coding")
                        .path(0)
                        .path("system")
                        .asText()
                        .endsWith(ASSESSMENTS)
                && (observation.path("valueInteger").asInt() > 0
                        || observation.path("valueBoolean").asBoolean());
    }

    private static String first(JsonNode resource, String... elements) {
        for (String element : elements) {
            JsonNode value = resource.path(element);
            if (value.isTextual()) {
                return value.asText();
            } else if (value.has("start")) {
                return value.path("start").asText();
            }
        }
        return "";
    }
}

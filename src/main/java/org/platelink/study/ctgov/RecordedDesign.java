package org.platelink.study.ctgov;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.platelink.study.trds.Registration;

/**
 * Writes the {@code designModule} of a study record: its type, phases, allocation, masking, and the enrolment count.
 */
final class RecordedDesign {

    private RecordedDesign() {}

    static ObjectNode of(Registration trial) {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        Registration.Design design = trial.design();
        StudyRecord.put(module, "studyType", design.type() == null ? null : Terms.value(design.type()));
        StudyRecord.words(module, "phases", trial.phase() == null ? List.of() : Terms.phases(trial.phase()));
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        one(design, "allocation").ifPresent(value -> info.put("allocation", value));
        one(design, "model").ifPresent(value -> info.put("interventionModel", value));
        one(design, "observational").ifPresent(value -> info.put("observationalModel", value));
        one(design, "time").ifPresent(value -> info.put("timePerspective", value));
        Map<String, String> texts = trial.details().designTexts();
        List<String> words = new ArrayList<>(design.words());
        words.removeAll(texts.values());
        texts.forEach((code, text) -> {
            if (code.startsWith("model-")) {
                words.add(0, text);
            }
        });
        StudyRecord.put(info, "interventionModelDescription", words.isEmpty() ? null : String.join("; ", words));
        StudyRecord.put(info, "primaryPurpose", trial.purpose() == null ? null : Terms.value(trial.purpose()));
        ObjectNode masking = JsonNodeFactory.instance.objectNode();
        one(design, "masking").ifPresent(value -> masking.put("masking", value));
        texts.forEach((code, text) -> {
            if (code.startsWith("masking-")) {
                masking.put("maskingDescription", text);
            }
        });
        StudyRecord.words(
                masking,
                "whoMasked",
                design.of("masked").stream().map(Terms::value).toList());
        if (!masking.isEmpty()) {
            info.set("maskingInfo", masking);
        }
        if (!info.isEmpty()) {
            module.set("designInfo", info);
        }
        enrolment(trial.enrolment(), module);
        Boolean patientRegistry = trial.details().flags().get("patientRegistry");
        if (patientRegistry != null) {
            module.put("patientRegistry", patientRegistry);
        }
        return module;
    }

    /** The API has one enrolment count: the actual number, or the target until that is known. */
    private static void enrolment(Registration.Enrolment enrolment, ObjectNode module) {
        if (enrolment.actual() != null) {
            module.putObject("enrollmentInfo").put("count", enrolment.actual()).put("type", "ACTUAL");
        } else if (enrolment.target() != null) {
            module.putObject("enrollmentInfo").put("count", enrolment.target()).put("type", "ESTIMATED");
        }
    }

    private static Optional<String> one(Registration.Design design, String thing) {
        return design.of(thing).stream().findFirst().map(Terms::value);
    }
}

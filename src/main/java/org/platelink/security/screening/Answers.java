package org.platelink.security.screening;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * Joins an answer with its question into one text for screening: the label may be in one element and the labelled
 * value in the next.
 */
final class Answers {

    /** The length of a full date; a time of day reveals nothing more of a person. */
    private static final int DAY = 10;

    private Answers() {}

    /**
     * An answer with its question.
     *
     * @param place the place of the answer alone
     * @param text the question, a colon, and the answer
     */
    record Answer(Place place, String text) {}

    static List<Answer> of(Base element, Place place) {
        List<Answer> answers = new ArrayList<>();
        if (element instanceof Observation result && isSaid(result.getValue())) {
            add(result.getCode(), result.getValue(), place.in("value", -1), answers);
        } else if (element instanceof ObservationComponentComponent part && isSaid(part.getValue())) {
            add(part.getCode(), part.getValue(), place.in("value", -1), answers);
        } else if (element instanceof QuestionnaireResponseItemComponent item && item.hasText()) {
            List<QuestionnaireResponseItemAnswerComponent> all = item.getAnswer();
            for (int i = 0; i < all.size(); i++) {
                if (isSaid(all.get(i).getValue())) {
                    Place where = place.in("answer", i).in("value", -1);
                    answers.add(
                            new Answer(where, joined(item.getText(), all.get(i).getValue())));
                }
            }
        }
        return answers;
    }

    private static boolean isSaid(Type value) {
        return value instanceof StringType || value instanceof BaseDateTimeType || value instanceof IntegerType;
    }

    private static void add(CodeableConcept asked, Type value, Place place, List<Answer> answers) {
        if (asked.hasText()) {
            answers.add(new Answer(place, joined(asked.getText(), value)));
        }
        for (Coding coding : asked.getCoding()) {
            if (coding.hasDisplay()) {
                answers.add(new Answer(place, joined(coding.getDisplay(), value)));
            }
        }
    }

    private static String joined(String asked, Type value) {
        String answer = String.valueOf(value.primitiveValue());
        return asked + ": "
                + (value instanceof BaseDateTimeType ? answer.substring(0, Math.min(DAY, answer.length())) : answer);
    }
}

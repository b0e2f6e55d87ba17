package org.platelink.trial.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemOperator;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerCheckTests {

    /** Of each type of question, an answer that fits it. */
    private static final Map<QuestionnaireItemType, Type> FITTING = new LinkedHashMap<>();

    static {
        FITTING.put(QuestionnaireItemType.BOOLEAN, new BooleanType(true));
        FITTING.put(QuestionnaireItemType.DECIMAL, new DecimalType("1.50"));
        FITTING.put(QuestionnaireItemType.INTEGER, new IntegerType(3));
        FITTING.put(QuestionnaireItemType.DATE, new DateType("2026-03"));
        FITTING.put(QuestionnaireItemType.DATETIME, new DateTimeType("2026-03-01"));
        FITTING.put(QuestionnaireItemType.TIME, new TimeType("08:00:00"));
        FITTING.put(QuestionnaireItemType.STRING, new StringType("a"));
        FITTING.put(QuestionnaireItemType.TEXT, new StringType("a"));
        FITTING.put(QuestionnaireItemType.URL, new UriType("https://hospital.example"));
        FITTING.put(QuestionnaireItemType.CHOICE, new Coding("s", "c", null));
        FITTING.put(QuestionnaireItemType.OPENCHOICE, new Coding("s", "c", null));
        FITTING.put(QuestionnaireItemType.ATTACHMENT, new Attachment().setTitle("a"));
        FITTING.put(QuestionnaireItemType.REFERENCE, new Reference("Patient/1"));
        FITTING.put(QuestionnaireItemType.QUANTITY, new Quantity(1));
    }

    static Stream<QuestionnaireItemType> types() {
        return FITTING.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anAnswerIsOfTheTypeOfItsQuestion(QuestionnaireItemType type) {
        FITTING.forEach((other, answer) -> {
            boolean fits = answer.fhirType().equals(FITTING.get(type).fhirType())
                    || type == QuestionnaireItemType.OPENCHOICE && answer instanceof StringType;
            if (fits) {
                assertThatCode(() -> check(type, answer)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> check(type, answer))
                        .as(type + " answered by " + answer.fhirType())
                        .hasMessageContaining("The answer to q must be");
            }
        });
    }

    @Test
    void theRefusalNamesTheElement() {
        assertThatThrownBy(() -> check(QuestionnaireItemType.DATETIME, new DateType("2026-03-01")))
                .hasMessage("The answer to q must be valueDateTime.");
        assertThatThrownBy(() -> check(QuestionnaireItemType.BOOLEAN, new StringType("yes")))
                .hasMessage("The answer to q must be valueBoolean, true or false.");
        assertThatThrownBy(() -> check(QuestionnaireItemType.OPENCHOICE, new IntegerType(1)))
                .hasMessage("The answer to q must be valueCoding or valueString.");
    }

    @Test
    void whatIsNoQuestionHasNoAnswer() {
        assertThatThrownBy(() -> check(QuestionnaireItemType.GROUP, new StringType("a")))
                .hasMessageContaining("given to its questions, for it is a group of them.");
        assertThatThrownBy(() -> check(QuestionnaireItemType.DISPLAY, new StringType("a")))
                .hasMessageContaining("left out, for it is a text and no question.");
    }

    @Test
    void aChoiceOfOtherTypesIsAnsweredByThem() {
        Questionnaire questionnaire = questionnaire(QuestionnaireItemType.CHOICE);
        questionnaire.getItemFirstRep().addAnswerOption().setValue(new IntegerType(1));
        assertThatCode(() -> AnswerCheck.check(questionnaire, response(new IntegerType(1))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> AnswerCheck.check(questionnaire, response(new StringType("1"))))
                .hasMessage("The answer to q must be valueInteger.");
    }

    @Test
    void aQuestionBelowAnAnswerIsCheckedToo() {
        Questionnaire questionnaire = questionnaire(QuestionnaireItemType.BOOLEAN);
        questionnaire.getItemFirstRep().addItem(item("below", QuestionnaireItemType.DATE));
        QuestionnaireResponse response = response(new BooleanType(true));
        response.getItemFirstRep()
                .getAnswerFirstRep()
                .addItem()
                .setLinkId("below")
                .addAnswer()
                .setValue(new StringType("spring"));
        assertThatThrownBy(() -> AnswerCheck.check(questionnaire, response))
                .hasMessage("The answer to below must be valueDate.");
    }

    @Test
    void anAnswerWithoutAValueIsNone() {
        QuestionnaireResponse response = response(new BooleanType(true));
        response.getItemFirstRep().getAnswerFirstRep().setValue(null);
        assertThatCode(() -> AnswerCheck.check(questionnaire(QuestionnaireItemType.BOOLEAN), response))
                .doesNotThrowAnyException();
        assertThat(response.getItemFirstRep().getAnswer()).hasSize(1);
    }

    @Test
    void aDecisionHasItsReasonAndTheRecordsThatItIsOn() {
        QuestionnaireItemComponent reason = item("q.reason", QuestionnaireItemType.STRING);
        reason.setRequired(true).setText("Why?");
        reason.addEnableWhen()
                .setQuestion("q.decision")
                .setOperator(QuestionnaireItemOperator.EQUAL)
                .setAnswer(new BooleanType(true));
        Questionnaire questionnaire = new Questionnaire()
                .addItem(item("q.decision", QuestionnaireItemType.BOOLEAN))
                .addItem(reason)
                .addItem(item("record.seen", QuestionnaireItemType.URL));
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.addItem().setLinkId("q.decision").addAnswer().setValue(new BooleanType(true));

        assertThatThrownBy(() -> AnswerCheck.check(questionnaire, response)).hasMessage("Answer q.reason too: Why?");
        response.addItem().setLinkId("q.reason").addAnswer().setValue(new StringType(" "));
        assertThatThrownBy(() -> AnswerCheck.check(questionnaire, response)).hasMessage("Answer q.reason too: Why?");
        response.getItem().get(1).getAnswerFirstRep().setValue(new StringType("a mix-up"));
        assertThatThrownBy(() -> AnswerCheck.check(questionnaire, response)).hasMessageContaining("record.seen");
        response.addItem().setLinkId("record.seen").addAnswer().setValue(new UriType("Observation/1/_history/1"));
        assertThatCode(() -> AnswerCheck.check(questionnaire, response)).doesNotThrowAnyException();

        QuestionnaireResponse none = new QuestionnaireResponse();
        none.addItem().setLinkId("q.decision").addAnswer().setValue(new BooleanType(false));
        none.addItem(response.getItem().get(2));
        assertThatCode(() -> AnswerCheck.check(questionnaire, none)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "Condition/12, true",
        "Condition/12/_history/3, true",
        "urn:uuid:6f1b2c3d-0000-4000-8000-000000000001, true",
        "Condition/12/_history/x, false",
        "https://hospital.example/Condition/12, false",
        "lump in the breast, false",
    })
    void whatWasSeenIsTheAddressOfARecord(String address, boolean taken) {
        Questionnaire questionnaire = new Questionnaire().addItem(item("record.seen", QuestionnaireItemType.URL));
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.addItem().setLinkId("record.seen").addAnswer().setValue(new UriType(address));

        if (taken) {
            assertThatCode(() -> AnswerCheck.check(questionnaire, response)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> AnswerCheck.check(questionnaire, response))
                    .hasMessageContaining("such as Condition/12/_history/1");
        }
    }

    private static void check(QuestionnaireItemType type, Type answer) {
        AnswerCheck.check(questionnaire(type), response(answer));
    }

    private static Questionnaire questionnaire(QuestionnaireItemType type) {
        return new Questionnaire().addItem(item("q", type));
    }

    private static QuestionnaireItemComponent item(String linkId, QuestionnaireItemType type) {
        return new QuestionnaireItemComponent().setLinkId(linkId).setType(type);
    }

    private static QuestionnaireResponse response(Type answer) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.addItem().setLinkId("q").addAnswer().setValue(answer);
        return response;
    }
}

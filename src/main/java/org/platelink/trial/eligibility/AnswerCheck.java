package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.UriParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.platelink.platform.server.FhirErrors;

/**
 * Validates a QuestionnaireResponse against its stored Questionnaire before it is stored.
 *
 * <p>Refused are a questionnaire that this server does not have, an answer to a linkId that the Questionnaire does
 * not contain, an answer to a group or a text, an answer of another type than its question's, a decision without its
 * reason, and an address of a record that is none. Such answers would be stored but no rule would count them.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-item-type.html">FHIR R4, types of questions</a>
 */
final class AnswerCheck {

    private static final String PLACE = "QuestionnaireResponse.item";

    /** The end of the linkIds of decisions on single records; TrialRules reads them. */
    private static final String DECISION = ".decision";

    /** Within a transaction also the fullUrl of an entry, which the server replaces. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Z][A-Za-z]{1,63}/[A-Za-z0-9.-]{1,64}(/_history/[0-9]{1,18})?|urn:(uuid|oid):[A-Za-z0-9.-]{1,64}");

    private final IFhirResourceDao<Questionnaire> questionnaires;

    AnswerCheck(IFhirResourceDao<Questionnaire> questionnaires) {
        this.questionnaires = questionnaires;
    }

    void check(QuestionnaireResponse response) {
        check(questionnaire(String.valueOf(response.getQuestionnaire())), response);
    }

    static void check(Questionnaire questionnaire, QuestionnaireResponse response) {
        Map<String, QuestionnaireItemComponent> questions = new HashMap<>();
        collect(questionnaire.getItem(), questions);
        response.getItem().forEach(item -> check(item, questions));
        Map<String, QuestionnaireResponseItemComponent> answers = new HashMap<>();
        collectAnswers(response.getItem(), answers);
        questions.values().forEach(question -> reason(question, answers));
        if (!answers.containsKey(AttestationForm.SEEN)
                && answers.keySet().stream().anyMatch(question -> question.endsWith(DECISION))) {
            throw FhirErrors.broken(
                    PLACE,
                    "A decision is on records: answer " + AttestationForm.SEEN + " with the address of each result that"
                            + " it is on, with its version, as $evaluate-eligibility gives it.");
        }
    }

    /** Checks that a question that an answer makes required, such as for the reason of a decision, is answered. */
    private static void reason(
            QuestionnaireItemComponent question, Map<String, QuestionnaireResponseItemComponent> answers) {
        boolean asked = question.getRequired()
                && question.getEnableWhen().stream()
                        .anyMatch(when -> answers.containsKey(when.getQuestion())
                                && answers.get(when.getQuestion()).getAnswer().stream()
                                        .anyMatch(one ->
                                                one.hasValue() && one.getValue().equalsDeep(when.getAnswer())));
        QuestionnaireResponseItemComponent answer = answers.get(question.getLinkId());
        if (asked && (answer == null || text(answer.getAnswerFirstRep()).isBlank())) {
            throw FhirErrors.broken(
                    PLACE + ".answer", "Answer " + question.getLinkId() + " too: " + question.getText());
        }
    }

    private static String text(QuestionnaireResponseItemAnswerComponent answer) {
        String text = answer.hasValue() ? answer.getValue().primitiveValue() : null;
        return text == null ? "" : text;
    }

    private static void collectAnswers(
            List<QuestionnaireResponseItemComponent> items, Map<String, QuestionnaireResponseItemComponent> answers) {
        for (QuestionnaireResponseItemComponent item : items) {
            if (item.hasAnswer()) {
                answers.put(item.getLinkId(), item);
            }
            collectAnswers(item.getItem(), answers);
        }
    }

    private Questionnaire questionnaire(String canonical) {
        String[] parts = canonical.split("\\|", 2);
        return questionnaires
                .search(SearchParameterMap.newSynchronous("url", new UriParam(parts[0])), new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(Questionnaire.class::cast)
                .filter(one -> parts.length == 1 || parts[1].equals(one.getVersion()))
                .findFirst()
                .orElseThrow(() -> FhirErrors.broken(
                        "QuestionnaireResponse.questionnaire",
                        "The questionnaire is not one that this server has; send the url of a stored Questionnaire, with its"
                                + " version or without."));
    }

    private static void collect(
            List<QuestionnaireItemComponent> items, Map<String, QuestionnaireItemComponent> questions) {
        for (QuestionnaireItemComponent item : items) {
            questions.put(item.getLinkId(), item);
            collect(item.getItem(), questions);
        }
    }

    private static void check(
            QuestionnaireResponseItemComponent item, Map<String, QuestionnaireItemComponent> questions) {
        QuestionnaireItemComponent question = questions.get(item.getLinkId());
        if (question == null) {
            throw FhirErrors.broken(
                    PLACE + ".linkId",
                    "The questionnaire has no question " + item.getLinkId() + "; it has "
                            + String.join(
                                    ", ", questions.keySet().stream().sorted().toList()) + ".");
        }
        for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
            if (answer.hasValue() && !types(question).contains(answer.getValue().fhirType())) {
                throw FhirErrors.broken(
                        PLACE + ".answer", "The answer to " + item.getLinkId() + " must be " + expected(question));
            }
            if (AttestationForm.SEEN.equals(item.getLinkId())
                    && !ADDRESS.matcher(text(answer)).matches()) {
                throw FhirErrors.broken(
                        PLACE + ".answer",
                        "An answer to " + AttestationForm.SEEN + " is the address of a record with its version, as"
                                + " $evaluate-eligibility gives it, such as Condition/12/_history/1.");
            }
            answer.getItem().forEach(one -> check(one, questions));
        }
        item.getItem().forEach(one -> check(one, questions));
    }

    /** The FHIR types that an answer may have; those of the options where a choice lists them. */
    private static Set<String> types(QuestionnaireItemComponent question) {
        Set<String> types = new TreeSet<>();
        question.getAnswerOption().stream()
                .filter(QuestionnaireItemAnswerOptionComponent::hasValue)
                .forEach(option -> types.add(option.getValue().fhirType()));
        switch (question.getType()) {
            case GROUP, DISPLAY, QUESTION, NULL -> types.clear();
            case CHOICE -> types.addAll(types.isEmpty() ? Set.of("Coding") : Set.of());
            case OPENCHOICE -> types.addAll(types.isEmpty() ? Set.of("Coding", "string") : Set.of("string"));
            case STRING, TEXT -> types.add("string");
            case URL -> types.add("uri");
            case REFERENCE -> types.add("Reference");
            case ATTACHMENT -> types.add("Attachment");
            case QUANTITY -> types.add("Quantity");
            case BOOLEAN, DECIMAL, INTEGER, DATE, DATETIME, TIME ->
                types.add(question.getType().toCode());
        }
        return types;
    }

    private static String expected(QuestionnaireItemComponent question) {
        return switch (question.getType()) {
            case GROUP -> "given to its questions, for it is a group of them.";
            case DISPLAY, QUESTION, NULL -> "left out, for it is a text and no question.";
            case BOOLEAN -> "valueBoolean, true or false.";
            default ->
                types(question).stream()
                                .map(type -> "value" + Character.toUpperCase(type.charAt(0)) + type.substring(1))
                                .collect(Collectors.joining(" or "))
                        + ".";
        };
    }
}

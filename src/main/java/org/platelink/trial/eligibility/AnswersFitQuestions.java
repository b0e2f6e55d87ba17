package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.UriParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;
import org.platelink.platform.server.FhirErrors;

/**
 * Validates a QuestionnaireResponse against its stored Questionnaire before it is stored.
 *
 * <p>Refused are a questionnaire that this server does not have, an answer to a linkId that the Questionnaire does
 * not contain, an answer to a group, and an answer to a boolean question that is not a boolean. Such answers would be
 * stored but no rule would count them.
 */
final class AnswersFitQuestions {

    private static final String PLACE = "QuestionnaireResponse.item";

    private final IFhirResourceDao<Questionnaire> questionnaires;

    AnswersFitQuestions(IFhirResourceDao<Questionnaire> questionnaires) {
        this.questionnaires = questionnaires;
    }

    void check(QuestionnaireResponse response) {
        Map<String, QuestionnaireItemType> questions = new HashMap<>();
        collect(questionnaire(String.valueOf(response.getQuestionnaire())).getItem(), questions);
        response.getItem().forEach(item -> check(item, questions));
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

    private static void collect(List<QuestionnaireItemComponent> items, Map<String, QuestionnaireItemType> questions) {
        for (QuestionnaireItemComponent item : items) {
            questions.put(item.getLinkId(), item.getType());
            collect(item.getItem(), questions);
        }
    }

    private static void check(QuestionnaireResponseItemComponent item, Map<String, QuestionnaireItemType> questions) {
        QuestionnaireItemType type = questions.get(item.getLinkId());
        if (type == null) {
            throw FhirErrors.broken(
                    PLACE + ".linkId",
                    "The questionnaire has no question " + item.getLinkId() + "; it has "
                            + String.join(
                                    ", ", questions.keySet().stream().sorted().toList()) + ".");
        }
        item.getAnswer().forEach(answer -> check(item.getLinkId(), type, answer.getValue()));
        item.getItem().forEach(one -> check(one, questions));
    }

    private static void check(String linkId, QuestionnaireItemType type, Type answer) {
        if (type == QuestionnaireItemType.BOOLEAN && !"boolean".equals(answer.fhirType())
                || type == QuestionnaireItemType.GROUP) {
            throw FhirErrors.broken(
                    PLACE + ".answer",
                    "The answer to " + linkId + " must be "
                            + (type == QuestionnaireItemType.GROUP
                                    ? "given to its questions, for it is a group of them."
                                    : "valueBoolean, true or false."));
        }
    }
}

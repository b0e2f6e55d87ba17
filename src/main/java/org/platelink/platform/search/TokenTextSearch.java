package org.platelink.platform.search;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.TokenParamModifier;
import java.util.ArrayList;
import java.util.List;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that implements the {@code :text} modifier of token parameters by a separate string parameter. A search
 * such as {@code condition:text=thrombocytopenia} becomes a {@code :contains} search of {@code condition-text}, which
 * indexes those texts. HAPI would store a text with every token of every resource for it, and find only texts that
 * begin with the word.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#modifiers">FHIR R4, modifiers</a>
 */
@Interceptor(order = InterceptorOrder.TOKEN_TEXT_SEARCH)
final class TokenTextSearch {

    private static final String BESIDE = "-text";

    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void search(SearchParameterMap search) {
        for (String name : List.copyOf(search.keySet())) {
            for (List<IQueryParameterType> ored : List.copyOf(search.get(name))) {
                if (!ored.isEmpty() && ored.stream().allMatch(TokenTextSearch::isText)) {
                    search.get(name).remove(ored);
                    if (!search.containsKey(name + BESIDE)) {
                        search.put(name + BESIDE, new ArrayList<>());
                    }
                    search.get(name + BESIDE).add(texts(ored));
                }
            }
            if (search.get(name).isEmpty()) {
                search.remove(name);
            }
        }
    }

    private static boolean isText(IQueryParameterType value) {
        return value instanceof TokenParam token && token.getModifier() == TokenParamModifier.TEXT;
    }

    private static List<IQueryParameterType> texts(List<IQueryParameterType> ored) {
        List<IQueryParameterType> texts = new ArrayList<>();
        ored.forEach(token -> texts.add(new StringParam(((TokenParam) token).getValue()).setContains(true)));
        return texts;
    }
}

package org.platelink.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.TokenParamModifier;
import org.junit.jupiter.api.Test;

class TokenTextSearchTests {

    private final SearchParameterMap search = new SearchParameterMap();

    @Test
    void searchesTheTextsBesideTheCodes() {
        search.add("condition", new TokenOrListParam().addOr(text("one")).addOr(text("other")));
        search.add("condition", text("third"));
        search.add("condition", new TokenParam("http://snomed.info/sct", "1"));

        new TokenTextSearch().search(search);

        assertThat(search.get("condition")).hasSize(1);
        assertThat(search.get("condition-text")).hasSize(2);
        assertThat(search.get("condition-text").get(0)).hasSize(2).allSatisfy(one -> {
            assertThat(((StringParam) one).isContains()).isTrue();
        });
        assertThat(((StringParam) search.get("condition-text").get(1).get(0)).getValue())
                .isEqualTo("third");
    }

    @Test
    void leavesCodesAlone() {
        search.add("condition", new TokenParam("http://snomed.info/sct", "1"));

        new TokenTextSearch().search(search);

        assertThat(search.keySet()).containsExactly("condition");
    }

    private static TokenParam text(String value) {
        return new TokenParam(value).setModifier(TokenParamModifier.TEXT);
    }
}

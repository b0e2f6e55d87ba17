package org.platelink.platform.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.SearchContainedModeEnum;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.param.CompositeParam;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.QuantityParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.TokenParamModifier;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.param.UriParamQualifierEnum;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.lang3.builder.EqualsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that is read from its text is the one that was written, field by field. */
class SearchTextTests {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    static Stream<IQueryParameterType> values() {
        return Stream.of(
                new TokenParam("http://loinc.org", "777-3"),
                new TokenParam("", "no-system"),
                new TokenParam(null, "any|system,comma\\and$more"),
                new TokenParam("http://loinc.org", "777-3").setModifier(TokenParamModifier.NOT),
                new TokenParam().setModifier(TokenParamModifier.IN).setValue("http://example.org/set"),
                new TokenParam().setMissing(true),
                new StringParam("Ümläut, $ | \\"),
                new StringParam("Chen", true),
                new StringParam("che").setContains(true),
                new DateParam("ge2026-03-02T12:00:00.123+08:00"),
                new DateParam("2026-03"),
                new DateParam(ParamPrefixEnum.APPROXIMATE, "2026"),
                new ReferenceParam("Patient/demo-001"),
                new ReferenceParam("demo-001"),
                reference(":Patient.identifier", "https://x.example|1"),
                reference(".identifier", "https://x.example|1"),
                reference(":Patient", "demo-001"),
                new ReferenceParam().setMissing(false),
                new QuantityParam(
                        ParamPrefixEnum.LESSTHAN, new BigDecimal("30.0"), "http://unitsofmeasure.org", "10*9/L"),
                new QuantityParam(null, new BigDecimal("1e2"), null, null),
                new QuantityParam(null, new BigDecimal("5.40"), "http://s|x", "a$b,c"),
                new NumberParam("ge1e2"),
                new NumberParam("0.10"),
                new UriParam("http://example.org/a?b=c,d|e"),
                new UriParam("http://example.org").setQualifier(UriParamQualifierEnum.BELOW),
                new HasParam("Observation", "patient", "code", "http://loinc.org|777-3"),
                new CompositeParam<>(
                        new TokenParam("http://loinc.org", "777-3"), new QuantityParam("lt1e2|http://u|x")),
                new CompositeParam<>(new TokenParam("a$b"), new DateParam("2026-03-02")));
    }

    /** As HAPI reads it from an address. */
    private static ReferenceParam reference(String qualifier, String value) {
        ReferenceParam reference = new ReferenceParam();
        reference.setValueAsQueryToken(FHIR, "some", qualifier, value);
        return reference;
    }

    @ParameterizedTest
    @MethodSource("values")
    void eachValueIsReadAsItWasWritten(IQueryParameterType value) {
        SearchParameterMap search = new SearchParameterMap();
        search.put("some", List.of(List.of(value)));

        IQueryParameterType read = again(search).get("some").get(0).get(0);

        assertSame(read, value);
    }

    private static void assertSame(Object read, Object value) {
        if (value instanceof CompositeParam<?, ?> composite) {
            assertSame(((CompositeParam<?, ?>) read).getLeftValue(), composite.getLeftValue());
            assertSame(((CompositeParam<?, ?>) read).getRightValue(), composite.getRightValue());
        } else {
            assertThat(read).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(value);
        }
    }

    @Test
    void whatElseASearchAsksIsKept() {
        SearchParameterMap search = new SearchParameterMap();
        search.add("code", new TokenParam("a")).add("code", new TokenParam("b"));
        search.put("status", List.of(List.of(new TokenParam("final"), new TokenParam("amended"))));
        search.setSort(new SortSpec("date", SortOrderEnum.DESC, new SortSpec("_id")));
        search.addInclude(new Include("Observation:subject"));
        search.addInclude(new Include("Patient:organization", true));
        search.addRevInclude(new Include("DiagnosticReport:result"));
        search.setLastUpdated(new DateRangeParam(new DateParam("gt2026-01-01"), new DateParam("le2026-02")));
        search.setCount(7);
        search.setSummaryMode(SummaryEnum.DATA);
        search.setSearchTotalMode(SearchTotalModeEnum.ACCURATE);
        search.setSearchContainedMode(SearchContainedModeEnum.BOTH);

        SearchParameterMap read = again(search);

        assertThat(read.toNormalizedQueryString()).isEqualTo(search.toNormalizedQueryString());
        assertThat(read.getLastUpdated()).isEqualTo(search.getLastUpdated());
        assertThat(read.getSort()).usingRecursiveComparison().isEqualTo(search.getSort());
        assertThat(read.getIncludes()).isEqualTo(search.getIncludes());
        assertThat(read.getRevIncludes()).isEqualTo(search.getRevIncludes());
        assertThat(read.isLoadSynchronous()).isFalse();
        assertThat(EqualsBuilder.reflectionEquals(
                        read, search, "mySearchParameterMap", "mySort", "myIncludes", "myRevIncludes", "myLastUpdated"))
                .isTrue();
    }

    @Test
    void aSearchForEverythingIsReadToo() {
        assertThat(again(new SearchParameterMap()).toNormalizedQueryString()).isEqualTo("?");
    }

    @Test
    void aClassThatNoSearchHasIsNotRead() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SearchText.read(
                        "{\"parameters\": {\"x\": [[{\"type\": \"java.net.URL\", \"value\": \"http://x\"}]]}}", FHIR));
    }

    private static SearchParameterMap again(SearchParameterMap search) {
        return SearchText.read(SearchText.write(search), FHIR);
    }
}

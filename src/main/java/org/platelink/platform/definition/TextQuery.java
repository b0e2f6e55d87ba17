package org.platelink.platform.definition;

import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamString;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import ca.uhn.fhir.rest.api.QualifiedParamList;
import ca.uhn.fhir.rest.param.ParameterUtil;
import ca.uhn.fhir.util.StringUtil;
import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code :exact} and {@code :contains} criteria of a search, which HAPI's in-memory matcher does not support. */
record TextQuery(List<Part> parts) {

    private static final Pattern WITH_MODIFIER =
            Pattern.compile("(name|title|description)(?::|%3A)(exact|contains)=(.*)");

    private record Part(String parameter, boolean exact, List<String> values) {

        boolean matches(ResourceIndexedSearchParamString stored) {
            return stored.getParamName().equals(parameter)
                    && values.stream()
                            .anyMatch(value -> exact
                                    ? value.equals(stored.getValueExact())
                                    : stored.getValueNormalized()
                                            .contains(StringUtil.normalizeStringForSearchIndexing(value)));
        }
    }

    /** Parses the criteria of a search in the form {@code Type?parameter=value&…}. */
    static TextQuery of(String criteria) {
        return new TextQuery(parts(criteria)
                .map(WITH_MODIFIER::matcher)
                .filter(Matcher::matches)
                .map(found -> new Part(
                        found.group(1),
                        found.group(2).equals("exact"),
                        QualifiedParamList.splitQueryStringByCommasIgnoreEscape(null, UrlUtil.unescape(found.group(3)))
                                .stream()
                                .map(ParameterUtil::unescape)
                                .toList()))
                .toList());
    }

    /** The search without these criteria. */
    String leftOf(String criteria) {
        return criteria.replaceFirst("\\?.*", "?")
                + parts(criteria)
                        .filter(part -> !WITH_MODIFIER.matcher(part).matches())
                        .collect(Collectors.joining("&"));
    }

    boolean matches(Supplier<ResourceIndexedSearchParams> indexes) {
        return parts.stream()
                .allMatch(part -> indexes.get().myStringParams.stream().anyMatch(part::matches));
    }

    private static Stream<String> parts(String criteria) {
        return Arrays.stream(criteria.replaceFirst("^[^?]*\\?", "").split("&"));
    }
}

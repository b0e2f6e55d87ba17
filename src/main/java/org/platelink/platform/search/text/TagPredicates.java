package org.platelink.platform.search.text;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.entity.TagTypeEnum;
import ca.uhn.fhir.jpa.search.builder.predicate.TagPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.rest.param.UriParamQualifierEnum;
import com.healthmarketscience.sqlbuilder.Condition;
import java.util.List;
import org.apache.commons.lang3.tuple.Triple;

/** What a search by tags, labels and profiles asks; {@code _profile:below} is what begins with it. */
final class TagPredicates extends TagPredicateBuilder {

    private static final String BELOW = UriParamQualifierEnum.BELOW.getValue();

    TagPredicates(SearchQueryBuilder search) {
        super(search);
    }

    /** A tag that is asked for has its system, its modifier and its code. */
    @Override
    public Condition createPredicateTag(
            TagTypeEnum kind,
            List<Triple<String, String, String>> asked,
            String parameter,
            RequestPartitionId partition) {
        List<Triple<String, String, String>> literal = asked.stream()
                .map(tag -> BELOW.equals(tag.getMiddle())
                        ? Triple.of(tag.getLeft(), tag.getMiddle(), LiteralPattern.beforePercents(tag.getRight()))
                        : tag)
                .toList();
        return super.createPredicateTag(kind, literal, parameter, partition);
    }
}

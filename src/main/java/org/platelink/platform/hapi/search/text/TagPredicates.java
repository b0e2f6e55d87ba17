package org.platelink.platform.hapi.search.text;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.entity.TagTypeEnum;
import ca.uhn.fhir.jpa.search.builder.predicate.TagPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.rest.param.UriParamQualifierEnum;
import com.healthmarketscience.sqlbuilder.Condition;
import java.util.List;
import org.apache.commons.lang3.tuple.Triple;

/**
 * SQL predicates of a search by tags, security labels and profiles; {@code _profile:below} matches the beginning
 * literally.
 */
final class TagPredicates extends TagPredicateBuilder {

    private static final String BELOW = UriParamQualifierEnum.BELOW.getValue();

    TagPredicates(SearchQueryBuilder search) {
        super(search);
    }

    /** Each searched tag is a triple of system, modifier and code. */
    @Override
    public Condition createPredicateTag(
            TagTypeEnum kind,
            List<Triple<String, String, String>> tags,
            String parameter,
            RequestPartitionId partition) {
        List<Triple<String, String, String>> literal = tags.stream()
                .map(tag -> BELOW.equals(tag.getMiddle())
                        ? Triple.of(tag.getLeft(), tag.getMiddle(), LiteralPattern.beforePercents(tag.getRight()))
                        : tag)
                .toList();
        return super.createPredicateTag(kind, literal, parameter, partition);
    }
}

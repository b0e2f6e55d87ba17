package org.platelink.platform.hapi.search.text;

import ca.uhn.fhir.jpa.search.builder.predicate.StringPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import com.healthmarketscience.sqlbuilder.Condition;

/**
 * SQL predicates of a string search that match the searched text literally, at the beginning or, with
 * {@code :contains}, anywhere.
 */
final class StringPredicates extends StringPredicateBuilder {

    StringPredicates(SearchQueryBuilder search) {
        super(search);
    }

    @Override
    public Condition createPredicateNormalLike(String type, String parameter, String text, String pattern) {
        // HAPI's own pattern begins with a percent sign only where the text may stand anywhere.
        String before = pattern.startsWith(LiteralPattern.ANYTHING) ? LiteralPattern.ANYTHING : "";
        return super.createPredicateNormalLike(
                type, parameter, text, before + LiteralPattern.of(text) + LiteralPattern.ANYTHING);
    }
}

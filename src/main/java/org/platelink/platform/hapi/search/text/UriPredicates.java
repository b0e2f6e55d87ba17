package org.platelink.platform.hapi.search.text;

import ca.uhn.fhir.jpa.dao.predicate.SearchFilterParser.CompareOperation;
import ca.uhn.fhir.jpa.search.builder.predicate.UriPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.param.UriParamQualifierEnum;
import com.healthmarketscience.sqlbuilder.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL predicates of a search by URI; {@code :below} matches the beginning literally. */
final class UriPredicates extends UriPredicateBuilder {

    UriPredicates(SearchQueryBuilder search) {
        super(search);
    }

    @Override
    public Condition addPredicate(
            List<? extends IQueryParameterType> alternatives,
            String parameter,
            @Nullable CompareOperation operation,
            @Nullable RequestDetails request) {
        return super.addPredicate(
                alternatives.stream().map(UriPredicates::literal).toList(), parameter, operation, request);
    }

    private static IQueryParameterType literal(IQueryParameterType value) {
        return value instanceof UriParam uri
                        && uri.getQualifier() == UriParamQualifierEnum.BELOW
                        && uri.getValue() != null
                ? new UriParam(LiteralPattern.beforePercents(uri.getValue())).setQualifier(UriParamQualifierEnum.BELOW)
                : value;
    }
}

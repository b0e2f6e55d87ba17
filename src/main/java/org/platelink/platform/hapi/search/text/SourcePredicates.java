package org.platelink.platform.hapi.search.text;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.search.builder.predicate.ResourceHistoryPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.param.UriParamQualifierEnum;
import com.healthmarketscience.sqlbuilder.Condition;

/**
 * SQL predicates of a search by {@code _source} that match the searched text literally: {@code :below} matches its
 * beginning, {@code :contains} any part.
 */
final class SourcePredicates extends ResourceHistoryPredicateBuilder {

    SourcePredicates(SearchQueryBuilder search) {
        super(search);
    }

    @Override
    public Condition createPredicateSourceUriWithModifiers(
            IQueryParameterType parameter, JpaStorageSettings settings, String source) {
        boolean isPattern = parameter instanceof UriParam uri
                && uri.getQualifier() != null
                && uri.getQualifier() != UriParamQualifierEnum.ABOVE;
        return super.createPredicateSourceUriWithModifiers(
                parameter, settings, isPattern ? LiteralPattern.beforePercents(source) : source);
    }
}

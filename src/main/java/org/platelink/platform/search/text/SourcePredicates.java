package org.platelink.platform.search.text;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.search.builder.predicate.ResourceHistoryPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.param.UriParamQualifierEnum;
import com.healthmarketscience.sqlbuilder.Condition;

/** What a search by {@code _source} asks; {@code :below} is what begins with it, {@code :contains} what has it anywhere. */
final class SourcePredicates extends ResourceHistoryPredicateBuilder {

    SourcePredicates(SearchQueryBuilder search) {
        super(search);
    }

    @Override
    public Condition createPredicateSourceUriWithModifiers(
            IQueryParameterType asked, JpaStorageSettings settings, String source) {
        boolean isPattern = asked instanceof UriParam uri
                && uri.getQualifier() != null
                && uri.getQualifier() != UriParamQualifierEnum.ABOVE;
        return super.createPredicateSourceUriWithModifiers(
                asked, settings, isPattern ? LiteralPattern.beforePercents(source) : source);
    }
}

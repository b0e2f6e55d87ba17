package org.platelink.platform.hapi.search.date;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.List;
import org.platelink.platform.hapi.search.SearchRewriting;
import org.platelink.platform.server.DateSpan;
import org.platelink.platform.server.FhirErrors;

/**
 * Rewrites {@code _lastUpdated} dates into instants. HAPI compares it with the resource table itself, and takes a day
 * to last from where on earth it begins first to where it ends last: two days, with results of a day that was not
 * asked for.
 */
final class LastUpdated implements SearchRewriting {

    private static final String NAME = Constants.PARAM_LASTUPDATED;

    @Override
    public void rewrite(String type, SearchParameterMap search) {
        DateRangeParam range = search.getLastUpdated();
        if (range != null) {
            search.setLastUpdated(DateSpan.byMoments(range));
        }
        for (String name : search.keySet()) {
            search.get(name).forEach(LastUpdated::alongAReference);
        }
    }

    /**
     * Rewrites {@code _lastUpdated} in a chain or in {@code _has}. There HAPI uses only the first of several
     * alternatives, so several are refused, as are {@code ap} and a day, month or year without one of gt, ge, lt and
     * le.
     */
    private static void alongAReference(List<IQueryParameterType> alternatives) {
        for (int i = 0; i < alternatives.size(); i++) {
            IQueryParameterType one = alternatives.get(i);
            if (one instanceof HasParam has && NAME.equals(has.getParameterName())) {
                alternatives.set(
                        i,
                        new HasParam(
                                has.getTargetResourceType(),
                                has.getReferenceFieldName(),
                                NAME,
                                byMoments(has.getParameterValue(), alternatives.size())));
            } else if (one instanceof ReferenceParam reference && NAME.equals(reference.getChain())) {
                ReferenceParam byMoments =
                        new ReferenceParam(NAME, byMoments(reference.getValue(), alternatives.size()));
                alternatives.set(i, byMoments);
            }
        }
    }

    private static String byMoments(String value, int alternatives) {
        DateParam date = new DateParam(value);
        ParamPrefixEnum prefix = date.getPrefix() == null ? ParamPrefixEnum.EQUAL : date.getPrefix();
        boolean isDay = date.getPrecision().ordinal() <= TemporalPrecisionEnum.DAY.ordinal();
        DateSpan span = DateSpan.of(date);
        if (alternatives == 1) {
            switch (prefix) {
                case GREATERTHAN_OR_EQUALS:
                    return "ge" + span.first();
                case GREATERTHAN, STARTS_AFTER:
                    return "gt" + span.last();
                case LESSTHAN_OR_EQUALS:
                    return "le" + span.last();
                case LESSTHAN, ENDS_BEFORE:
                    return "lt" + span.first();
                default:
                    if (!isDay && prefix != ParamPrefixEnum.APPROXIMATE) {
                        return value;
                    }
            }
        }
        throw FhirErrors.unsupported(
                NAME,
                "Along a reference " + NAME + " is asked for by one date with gt, ge, lt or le, such as " + NAME
                        + "=ge2026-03.");
    }
}

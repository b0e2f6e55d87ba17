package org.platelink.search.date;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.platelink.server.DateSpan;
import org.platelink.server.Refused;

/** Says {@code _lastUpdated=ap…} by the range that it means, as HAPI reads this parameter as a range and nothing else. */
@Interceptor(order = -1900)
final class LastUpdatedOfRequests {

    private static final String NAME = Constants.PARAM_LASTUPDATED;

    private final Clock clock;

    LastUpdatedOfRequests(Clock clock) {
        this.clock = clock;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void asRange(RequestDetails request) {
        String[] asked = request.getParameters().get(NAME);
        if (asked == null) {
            return;
        }
        List<String> values = new ArrayList<>();
        for (String value : asked) {
            if (value.indexOf(',') >= 0) {
                throw Refused.unsupported(
                        NAME,
                        "The parameter " + NAME + " takes no list; ask for one range, such as " + NAME + "=ge2026-03&"
                                + NAME + "=lt2026-05.");
            }
            if (value.startsWith(ParamPrefixEnum.APPROXIMATE.getValue())) {
                DateSpan span = DateSpan.of(new DateParam(value)).approximately(clock.instant());
                values.add("ge" + span.first());
                values.add("le" + span.last());
            } else {
                values.add(value);
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameters());
        parameters.put(NAME, values.toArray(String[]::new));
        request.setParameters(parameters);
    }
}

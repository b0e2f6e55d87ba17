package org.platelink.platform.search;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import java.util.Objects;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.Outcomes;

/**
 * Interceptor that adds a warning to a page built by HAPI, such as one by {@code _offset}, when its includes may have
 * been truncated. HAPI stops at a maximum without saying so.
 *
 * @param settings has the maximum of includes per page
 */
@Interceptor(order = InterceptorOrder.TRUNCATED_INCLUDES)
record TruncatedIncludesWarning(JpaStorageSettings settings) {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void tell(IBaseResource answer) {
        if (answer instanceof Bundle bundle
                && bundle.getType() == BundleType.SEARCHSET
                && with(bundle, SearchEntryMode.OUTCOME) == 0
                && with(bundle, SearchEntryMode.INCLUDE)
                        >= Objects.requireNonNull(settings.getMaximumIncludesToLoadPerPage())) {
            bundle.addEntry().setResource(outcome()).getSearch().setMode(SearchEntryMode.OUTCOME);
        }
    }

    private static long with(Bundle bundle, SearchEntryMode mode) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getSearch().getMode() == mode)
                .count();
    }

    private static OperationOutcome outcome() {
        return Outcomes.of(
                IssueSeverity.WARNING,
                IssueType.INCOMPLETE,
                "This page has as many included resources as a page may have, and there may be more. Ask"
                        + " without _offset, for fewer matches a page by _count, or for what is included by a search of"
                        + " its own, which has pages.");
    }
}

package org.platelink.trial.subject;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.FhirErrors;

/**
 * Storage interceptor by which the transfers of a subject are written by the server alone, on behalf of
 * {@code $transfer}: a client that updates the subject sends them as they are stored.
 */
@Interceptor(order = InterceptorOrder.SUBJECT_TRANSFERS)
class TransferRules {

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = InterceptorOrder.SUBJECT_TRANSFERS)
    public void beforeItIsCreated(IBaseResource resource, @Nullable RequestDetails request) {
        if (resource instanceof ResearchSubject subject && isByClient(request)) {
            check(new ResearchSubject(), subject);
        }
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = InterceptorOrder.SUBJECT_TRANSFERS)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        if (before instanceof ResearchSubject old
                && resource instanceof ResearchSubject subject
                && isByClient(request)) {
            check(old, subject);
        }
    }

    private static boolean isByClient(@Nullable RequestDetails request) {
        return request != null && !(request instanceof SystemRequestDetails);
    }

    private static void check(ResearchSubject before, ResearchSubject after) {
        for (String url : List.of(SiteTransfer.MADE, SiteTransfer.REQUESTED)) {
            List<Extension> stored = before.getExtensionsByUrl(url);
            if (!Base.compareDeep(stored, after.getExtensionsByUrl(url), true)) {
                throw FhirErrors.broken(
                        "ResearchSubject.extension",
                        "At which sites a subject was is for the server to write, by $transfer; send the "
                                + (stored.isEmpty()
                                        ? "subject without the extension " + url
                                        : "extensions " + url + " as they are stored")
                                + ".");
            }
        }
    }
}

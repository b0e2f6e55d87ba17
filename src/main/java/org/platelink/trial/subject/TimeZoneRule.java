package org.platelink.trial.subject;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Organization;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.FhirErrors;

/** Storage interceptor that refuses the time zone of a site if there is no such. */
@Interceptor(order = InterceptorOrder.SITE_TIME_ZONE)
final class TimeZoneRule {

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void beforeItIsCreated(IBaseResource resource) {
        check(resource);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource resource) {
        check(resource);
    }

    private static void check(IBaseResource resource) {
        if (resource instanceof Organization site) {
            List<Extension> extensions = site.getExtension();
            for (int i = 0; i < extensions.size(); i++) {
                Extension extension = extensions.get(i);
                if (SiteTimeZones.URL.equals(extension.getUrl()) && !SiteTimeZones.isOne(extension)) {
                    throw FhirErrors.broken(
                            "Organization.extension[" + i + "]",
                            "There is no such time zone. Days at a site are counted by it; send a name of the IANA time"
                                    + " zone database, such as Asia/Shanghai.");
                }
            }
        }
    }
}

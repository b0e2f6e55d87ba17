package org.platelink.laboratory.lab;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.FhirErrors;

/**
 * HAPI storage interceptor that rejects updates which change the subject of a stored Observation, DiagnosticReport or
 * Specimen. It applies to every client and every kind of write: otherwise the first participant's result would
 * disappear from every search.
 */
@Interceptor(order = InterceptorOrder.SUBJECT_GUARD)
class SubjectGuard {

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource now) {
        String of = subject(before);
        if (of != null && !of.equals(subject(now))) {
            throw FhirErrors.broken(
                    now.fhirType() + ".subject",
                    "What is stored under this id is of another participant, and a stored result never changes its"
                            + " subject. If it was recorded for the wrong one, set its status to entered-in-error, and create"
                            + " the result anew for the right one.");
        }
    }

    /**
     * The id of the Patient a laboratory resource belongs to; null if it has none, or is another type of resource.
     */
    private static @Nullable String subject(IBaseResource resource) {
        Reference subject = null;
        if (resource instanceof Observation result) {
            subject = result.getSubject();
        } else if (resource instanceof DiagnosticReport report) {
            subject = report.getSubject();
        } else if (resource instanceof Specimen sample) {
            subject = sample.getSubject();
        }
        return subject == null ? null : subject.getReferenceElement().getIdPart();
    }
}

package org.platelink.trial.subject;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.ResearchSubject;

/** Tells whether a subject may become eligible. A subject may where nobody tells otherwise. */
public interface Admission {

    /**
     * Refuses a subject that does not fulfil the criteria of its study.
     *
     * @param subject as it is stored
     * @param day on which it becomes eligible
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) with what speaks against it or is missing
     */
    void require(ResearchSubject subject, LocalDate day);

    /**
     * Likewise, and keeps what was found.
     *
     * @param request on whose behalf
     */
    void admit(ResearchSubject subject, LocalDate day, RequestDetails request);
}

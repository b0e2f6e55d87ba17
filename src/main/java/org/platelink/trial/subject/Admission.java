package org.platelink.trial.subject;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.ResearchSubject;

/**
 * Service provider interface that decides whether a subject may become eligible. Without any implementation, every
 * subject may.
 */
public interface Admission {

    /**
     * Checks that a subject fulfils the criteria of its study.
     *
     * @param subject the subject as stored
     * @param day the day on which it becomes eligible
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) with what speaks against it or is
     *     missing
     */
    void require(ResearchSubject subject, LocalDate day);

    /**
     * Checks the same as {@link #require}, and stores the result of the check.
     *
     * @param request the request on whose behalf it is stored
     */
    void admit(ResearchSubject subject, LocalDate day, RequestDetails request);
}

package org.platelink.trial.schedule;

import java.util.List;

/**
 * Service provider interface that checks the infusions of a subject when they are recorded, in the transaction that
 * records them and after the subject's states have followed them. The subject is locked.
 */
public interface InfusionCheck {

    /**
     * An infusion of the study that the transaction writes.
     *
     * @param id the id of its MedicationAdministration
     * @param given whether it records that something was given
     * @param isNew whether that was not recorded before, or of another Patient or with another time
     */
    record Infusion(String id, boolean given, boolean isNew) {}

    /**
     * Checks them.
     *
     * @param subject the id of the ResearchSubject
     * @param site the id of its site's Organization; empty if there is none
     * @param infusions those of its study that the transaction writes; never empty
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 4xx if one of them must not be recorded
     */
    void check(String subject, String site, List<Infusion> infusions);
}

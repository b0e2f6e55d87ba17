package org.platelink.trial.subject;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Service provider interface that finds the visits and infusions of a subject that took place, within the running
 * transaction.
 */
public interface StudyEvents {

    /**
     * A visit or an infusion of the study that took place.
     *
     * @param reference its reference, such as {@code MedicationAdministration/12}
     * @param dateTime the FHIR dateTime at which it began, as recorded
     * @param date the day of it at the site
     * @param infusion whether it is an infusion
     * @param reason the reason for a deviation that is recorded with it; null if there is none
     */
    record StudyEvent(String reference, String dateTime, PartialDate date, boolean infusion, @Nullable String reason) {}

    /**
     * The events of a subject.
     *
     * @param subject the id of the ResearchSubject
     */
    List<StudyEvent> of(String subject);
}

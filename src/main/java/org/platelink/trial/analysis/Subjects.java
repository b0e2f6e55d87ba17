package org.platelink.trial.analysis;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.access.OwnSite;
import org.platelink.trial.schedule.AsOfParameter;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.VisitCalendar;

/** Resolves the subjects of a request, limited to those that the caller may see. */
public final class Subjects {

    private final VisitCalendar calendar;
    private final IFhirResourceDao<ResearchStudy> studies;

    Subjects(VisitCalendar calendar, IFhirResourceDao<ResearchStudy> studies) {
        this.calendar = calendar;
        this.studies = studies;
    }

    /**
     * Resolves one subject.
     *
     * @param asOf the day as of which its visits are evaluated; today in the site's time zone if null
     * @throws ResourceNotFoundException (404) if there is none, or the caller may not see it
     */
    public SubjectVisits one(RequestDetails request, IdType id, @Nullable DateType asOf) {
        SubjectVisits subject =
                calendar.ofSubject(id.getIdPart(), day(asOf)).orElseThrow(() -> new ResourceNotFoundException(id));
        OwnSite.mustBe(request, subject.site(), id);
        return subject;
    }

    /**
     * Resolves the subjects of a study at the caller's site, or at the requested site.
     *
     * @param site the requested site, as a reference or an id; null if none was requested
     * @param asOf the day as of which their visits are evaluated; today, each in its site's time zone, if null
     * @throws ResourceNotFoundException (404) if there is no such study
     */
    public List<SubjectVisits> ofStudy(
            RequestDetails request, IdType study, @Nullable StringType site, @Nullable DateType asOf) {
        String only = OwnSite.of(request, site == null ? null : site.getValue());
        studies.read(new IdType("ResearchStudy", study.getIdPart()), new SystemRequestDetails());
        return calendar.ofStudy(study.getIdPart(), one -> only == null || only.equals(one), day(asOf));
    }

    private static @Nullable LocalDate day(@Nullable DateType asOf) {
        LocalDate day = AsOfParameter.day(asOf);
        // At a site east of Greenwich the day may have begun already.
        if (day != null && day.isAfter(LocalDate.now(ZoneOffset.MAX))) {
            throw FhirErrors.invalid("asOf", "asOf is in the future; ask for a day up to today.");
        }
        return day;
    }
}

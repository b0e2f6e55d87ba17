package org.platelink.trial.roster;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.platform.table.Table;
import org.platelink.security.access.OwnSite;
import org.platelink.trial.schedule.AsOfParameter;
import org.platelink.trial.schedule.VisitCalendar;

/**
 * Operation provider for {@code ResearchStudy/[id]/$subject-list} and {@code $disposition}, over the subjects of the
 * caller's site.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/subject-list">$subject-list</a>
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/disposition">$disposition</a>
 */
class StudyOperation implements IResourceProvider {

    private static final String SUBJECTS = "subjects";
    private static final String COUNTS = "counts";
    private static final String FLOW = "flow";
    private static final String RESPONSES = "responses";

    private final Rosters rosters;
    private final FollowedMeasurements measurements;
    private final RosterUpkeep upkeep;
    private final VisitCalendar calendar;

    StudyOperation(Rosters rosters, FollowedMeasurements measurements, RosterUpkeep upkeep, VisitCalendar calendar) {
        this.rosters = rosters;
        this.measurements = measurements;
        this.upkeep = upkeep;
        this.calendar = calendar;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchStudy.class;
    }

    @Operation(
            name = "$subject-list",
            idempotent = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "subject-list")
    public IBaseResource subjects(
            RequestDetails request,
            @IdParam IdType study,
            @OperationParam(name = "site", max = 1) @Nullable StringType site,
            @OperationParam(name = "table", max = 1) @Nullable StringType table) {
        OperationParameters.check(request, "site", "table");
        String wanted = table == null || table.isEmpty() ? SUBJECTS : table.getValue();
        if (!Set.of(SUBJECTS, COUNTS, FLOW, RESPONSES).contains(wanted)) {
            throw FhirErrors.invalid("table", "The table is subjects, counts, flow or responses.");
        }
        String only = OwnSite.of(request, site == null ? null : site.getValue());
        List<ListedSubject> all = rosters.of(study.getIdPart());
        if (all.stream().anyMatch(ListedSubject::pending)) {
            upkeep.soon();
        }
        List<ListedSubject> listed = all.stream()
                .filter(one -> only == null || only.equals(one.visits().site()))
                .toList();
        SubjectTables tables = new SubjectTables(
                listed,
                measurements
                        .of(study.getIdPart())
                        .map(FollowedMeasurement::unit)
                        .orElse(null));
        Table answer =
                switch (wanted) {
                    case COUNTS -> tables.countRows();
                    case FLOW -> new Flow(listed).stages();
                    case RESPONSES -> new ResponseRates(listed).rows();
                    default -> tables.subjectRows();
                };
        return Table.isWantedAsCsv(request) ? answer.asCsv() : answer.asParameters();
    }

    @Operation(
            name = "$disposition",
            idempotent = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "disposition")
    public IBaseResource disposition(
            RequestDetails request,
            @IdParam IdType study,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "site", max = 1) @Nullable StringType site) {
        OperationParameters.check(request, "asOf", "site");
        String only = OwnSite.of(request, site == null ? null : site.getValue());
        Disposition disposition = new Disposition(
                calendar
                        .ofStudy(study.getIdPart(), one -> only == null || only.equals(one), AsOfParameter.day(asOf))
                        .stream()
                        .filter(one -> asOf == null || asOf.isEmpty() || one.isScreenedByThen())
                        .toList());
        return Table.isWantedAsCsv(request) ? disposition.table().asCsv() : disposition.asParameters();
    }
}

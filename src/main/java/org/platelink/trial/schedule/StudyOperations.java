package org.platelink.trial.schedule;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.platform.table.Table;
import org.platelink.security.access.OwnSite;

/** Operation provider for {@code ResearchStudy/[id]/$visit-compliance} and {@code $upcoming-visits}. */
class StudyOperations implements IResourceProvider {

    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 3660;

    private final Schedules schedules;

    StudyOperations(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchStudy.class;
    }

    @Operation(name = "$visit-compliance", idempotent = true)
    public IBaseResource visitCompliance(
            RequestDetails request,
            @IdParam IdType study,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "site", max = 1) @Nullable StringType site,
            @OperationParam(name = "table", max = 1) @Nullable StringType table) {
        OperationParameters.check(request, "asOf", "site", "table", "_summary", "_elements");
        Compliance compliance = new Compliance(seen(request, study, asOf, site, subject -> true));
        if (!Table.isWantedAsCsv(request)) {
            return compliance.asParameters();
        }
        return switch (table == null ? "visits" : table.getValue()) {
            case "visits" -> compliance.visits().asCsv();
            case "deviations" -> compliance.deviations().asCsv();
            case "counts" -> compliance.counts().asCsv();
            default -> throw FhirErrors.invalid("table", "The table is visits, counts or deviations.");
        };
    }

    @Operation(name = "$upcoming-visits", idempotent = true)
    public IBaseResource upcomingVisits(
            RequestDetails request,
            @IdParam IdType study,
            @OperationParam(name = "days", max = 1) @Nullable IntegerType days,
            @OperationParam(name = "site", max = 1) @Nullable StringType site,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf) {
        OperationParameters.check(request, "days", "site", "asOf", "_summary", "_elements");
        int ahead = days == null ? USUAL_DAYS : days.getValue();
        if (ahead < 0 || ahead > MOST_DAYS) {
            throw FhirErrors.invalid("days", "days is a number from 0 to " + MOST_DAYS + ".");
        }
        LocalDate day = AsOfParameter.day(asOf);
        // The earliest current day of all time zones: a subject whose participation has ended by that day has ended
        // at its site too.
        LocalDate ended = day == null ? LocalDate.now(ZoneOffset.MIN) : day;
        Table upcoming = new UpcomingVisits(
                        seen(request, study, asOf, site, subject -> !subject.hasEndedBy(ended)), ahead)
                .visits();
        return Table.isWantedAsCsv(request) ? upcoming.asCsv() : upcoming.asParameters();
    }

    private List<SubjectSchedule> seen(
            RequestDetails request,
            IdType study,
            @Nullable DateType asOf,
            @Nullable StringType site,
            Predicate<SubjectRecord> which) {
        String only = OwnSite.of(request, site == null ? null : site.getValue());
        return schedules.ofStudy(
                study.getIdPart(),
                which.and(subject -> only == null || only.equals(subject.site())),
                AsOfParameter.day(asOf));
    }
}

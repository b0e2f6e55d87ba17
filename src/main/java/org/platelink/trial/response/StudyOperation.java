package org.platelink.trial.response;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.platform.table.Table;
import org.platelink.trial.analysis.Subjects;

/**
 * Operation provider for {@code ResearchStudy/[id]/$response-summary}, over the subjects of the caller's site.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/response-summary">$response-summary</a>
 */
class StudyOperation implements IResourceProvider {

    private final Subjects subjects;
    private final Responses responses;

    StudyOperation(Subjects subjects, Responses responses) {
        this.subjects = subjects;
        this.responses = responses;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchStudy.class;
    }

    @Operation(
            name = "$response-summary",
            idempotent = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "response-summary")
    public IBaseResource summary(
            RequestDetails request,
            @IdParam IdType study,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "rescueDays", max = 1) @Nullable IntegerType rescueDays,
            @OperationParam(name = "site", max = 1) @Nullable StringType site,
            @OperationParam(name = "table", max = 1) @Nullable StringType table) {
        OperationParameters.check(request, "asOf", "rescueDays", "site", "table");
        Summary summary = new Summary(responses.ofTreated(
                study.getIdPart(), subjects.ofStudy(request, study, site, asOf), RescueDays.of(rescueDays)));
        String wanted = table == null || table.isEmpty() ? "summary" : table.getValue();
        Table csv =
                switch (wanted) {
                    case "summary" -> summary.counts();
                    case "subjects" -> summary.subjects();
                    case "visits" -> summary.visits();
                    default -> throw FhirErrors.invalid("table", "The table is summary, subjects or visits.");
                };
        if (Table.isWantedAsCsv(request)) {
            return csv.asCsv();
        }
        return table == null || table.isEmpty() ? summary.asParameters() : summary.asParameters(csv);
    }
}

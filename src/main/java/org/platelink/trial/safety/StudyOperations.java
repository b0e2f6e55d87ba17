package org.platelink.trial.safety;

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
import org.platelink.platform.server.OperationParameters;
import org.platelink.trial.analysis.Subjects;

/**
 * Operation provider for {@code ResearchStudy/[id]/$grade-suggestions} and {@code $adverse-events}, over the subjects
 * of a study at the caller's site.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/grade-suggestions">$grade-suggestions</a>
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/adverse-events">$adverse-events</a>
 */
class StudyOperations implements IResourceProvider {

    private final Subjects subjects;
    private final SafetyAnswers answers;

    StudyOperations(Subjects subjects, SafetyAnswers answers) {
        this.subjects = subjects;
        this.answers = answers;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchStudy.class;
    }

    @Operation(
            name = "$grade-suggestions",
            idempotent = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "grade-suggestions")
    public IBaseResource grades(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "site", max = 1) @Nullable StringType site,
            @OperationParam(name = "least", max = 1) @Nullable IntegerType least,
            @OperationParam(name = "table", max = 1) @Nullable StringType table) {
        OperationParameters.check(request, "asOf", "site", "least", "table");
        return answers.grades(request, id.getIdPart(), subjects.ofStudy(request, id, site, asOf), least, table);
    }

    @Operation(
            name = "$adverse-events",
            idempotent = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "adverse-events")
    public IBaseResource events(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "site", max = 1) @Nullable StringType site,
            @OperationParam(name = "table", max = 1) @Nullable StringType table) {
        OperationParameters.check(request, "asOf", "site", "table");
        return answers.events(request, id.getIdPart(), subjects.ofStudy(request, id, site, asOf), table);
    }
}

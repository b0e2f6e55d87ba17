package org.platelink.trial.safety;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.OperationParameters;
import org.platelink.trial.analysis.Subjects;
import org.platelink.trial.schedule.SubjectVisits;

/**
 * Operation provider for {@code ResearchSubject/[id]/$grade-suggestions} and {@code $adverse-events}.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/grade-suggestions">$grade-suggestions</a>
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/adverse-events">$adverse-events</a>
 */
class SubjectOperations implements IResourceProvider {

    private final Subjects subjects;
    private final SafetyAnswers answers;

    SubjectOperations(Subjects subjects, SafetyAnswers answers) {
        this.subjects = subjects;
        this.answers = answers;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchSubject.class;
    }

    @Operation(
            name = "$grade-suggestions",
            idempotent = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "grade-suggestions")
    public IBaseResource grades(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "least", max = 1) @Nullable IntegerType least,
            @OperationParam(name = "table", max = 1) @Nullable StringType table) {
        OperationParameters.check(request, "asOf", "least", "table");
        SubjectVisits subject = subjects.one(request, id, asOf);
        return answers.grades(request, subject.study(), List.of(subject), least, table);
    }

    @Operation(
            name = "$adverse-events",
            idempotent = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "adverse-events")
    public IBaseResource events(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "table", max = 1) @Nullable StringType table) {
        OperationParameters.check(request, "asOf", "table");
        SubjectVisits subject = subjects.one(request, id, asOf);
        return answers.events(request, subject.study(), List.of(subject), table);
    }
}

package org.platelink.study.trds;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.OperationParameters;
import org.platelink.study.trds.ItemState.Availability;

/**
 * The operation {@code $trds-completeness}: reports which of the 24 registry items a study has.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/trds-completeness">$trds-completeness</a>
 */
class CompletenessOperation implements IResourceProvider {

    private final IFhirResourceDao<ResearchStudy> studies;
    private final Completeness completeness;

    CompletenessOperation(IFhirResourceDao<ResearchStudy> studies, Completeness completeness) {
        this.studies = studies;
        this.completeness = completeness;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchStudy.class;
    }

    @Operation(
            name = "$trds-completeness",
            idempotent = true,
            canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "trds-completeness")
    public Parameters completeness(RequestDetails request, @IdParam IdType id) {
        OperationParameters.check(request);
        ResearchStudy study = studies.read(new IdType("ResearchStudy", id.getIdPart()), new SystemRequestDetails());
        List<ItemState> states = completeness.of(study);
        Parameters answer = new Parameters();
        for (Availability availability : Availability.values()) {
            answer.addParameter(
                    availability.code(),
                    new IntegerType(states.stream()
                            .filter(state -> state.availability() == availability)
                            .count()));
        }
        states.forEach(state -> add(answer, state));
        return answer;
    }

    private static void add(Parameters answer, ItemState state) {
        ParametersParameterComponent item = answer.addParameter().setName("item");
        item.addPart().setName("number").setValue(new IntegerType(state.item().number()));
        item.addPart().setName("title").setValue(new StringType(state.item().title()));
        item.addPart()
                .setName("availability")
                .setValue(new CodeType(state.availability().code()));
        item.addPart().setName("element").setValue(new StringType(state.item().elements()));
        state.values().forEach(value -> item.addPart().setName("value").setValue(new StringType(value)));
        if (state.stated() != null) {
            item.addPart().setName("stated").setValue(new CodeType(state.stated()));
        }
        state.notes().forEach(note -> item.addPart().setName("note").setValue(new StringType(note)));
    }
}

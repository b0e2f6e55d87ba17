package org.platelink.operator.demo.request;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventActuality;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.operator.demo.story.Event.Death;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Builds the transaction Bundle of a death: a fatal AdverseEvent with its time, and the month in the Patient, who holds
 * no more than that. The server ends the participation by it.
 */
final class DeathBundle {

    private static final int GRADE_OF_DEATH = 5;

    private final SubjectStory story;

    DeathBundle(SubjectStory story) {
        this.story = story;
    }

    Bundle of(Death death) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        AdverseEvent fatal = fatal(death);
        bundle.addEntry()
                .setResource(fatal)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl("AdverseEvent/" + fatal.getIdentifier().getValue());
        Binary patch = new Binary().setContentType("application/json-patch+json");
        patch.setData(
                ("[{\"op\":\"add\",\"path\":\"/deceasedDateTime\",\"value\":\"" + YearMonth.from(death.at()) + "\"}]")
                        .getBytes(StandardCharsets.UTF_8));
        bundle.addEntry()
                .setResource(patch)
                .getRequest()
                .setMethod(HTTPVerb.PATCH)
                .setUrl(Synthetic.PATIENT);
        return bundle;
    }

    /** R4 has no search by identifier for AdverseEvent; it is put under a fixed id, as a fever is. */
    private AdverseEvent fatal(Death death) {
        AdverseEvent fatal = new AdverseEvent();
        fatal.setMeta(
                Synthetic.meta(story.cohort()).addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "trial-adverse-event"));
        fatal.addExtension(CanonicalUrls.STRUCTURE_DEFINITION + "ae-grade", new IntegerType(GRADE_OF_DEATH));
        fatal.setIdentifier(new Identifier().setSystem(Synthetic.SYSTEM).setValue(Synthetic.number(story, "death")));
        fatal.setActuality(AdverseEventActuality.ACTUAL);
        fatal.setEvent(new CodeableConcept().setText(death.cause()));
        fatal.setSubject(Synthetic.patient());
        fatal.setDateElement(Synthetic.time(death.at()));
        fatal.setSeriousness(Synthetic.coded(CodeSystems.HL7 + "adverse-event-seriousness", "Serious"));
        fatal.setOutcome(Synthetic.coded(CodeSystems.HL7 + "adverse-event-outcome", "fatal"));
        fatal.addStudy(new Reference("ResearchStudy/NCT06813157"));
        return fatal;
    }
}

package org.platelink.operator.demo.request;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventActuality;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.operator.demo.story.Event.Infusion;
import org.platelink.operator.demo.story.Event.Pressure;
import org.platelink.operator.demo.story.Event.Visit;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Builds the transaction Bundle of a visit as the site records it: the Encounter, the bedside measurements, and the
 * infusion with its adverse event.
 */
final class VisitBundle {

    private static final String MILLION_CELLS = "10*6.{cells}";

    private final SubjectStory story;
    private final Visit visit;
    private final String screening;
    private final Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    private final String encounterUrl;

    /**
     * @param story the story of the subject
     * @param visit the visit
     * @param screening what the identifiers of a second screening begin with; empty for the first one
     */
    VisitBundle(SubjectStory story, Visit visit, String screening) {
        this.story = story;
        this.visit = visit;
        this.screening = screening;
        this.encounterUrl = url("");
    }

    Bundle with(@Nullable Infusion infusion) {
        addEncounter();
        if (visit.pressure() != null) {
            add(pressure(visit.pressure()), "-pressure");
        }
        if (visit.weight() != null) {
            add(weight(visit.weight()), "-weight");
        }
        if (visit.bleeding() != null) {
            add(bleeding(visit.bleeding()), "-bleeding");
        }
        if (infusion != null) {
            addInfusion(infusion);
        }
        if (infusion != null && visit.fever() != null) {
            addFever(infusion, visit.fever());
        }
        return bundle;
    }

    private void addEncounter() {
        Encounter encounter = new Encounter();
        encounter.setMeta(
                Synthetic.meta(story.cohort()).addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "visit-encounter"));
        Extension planned = encounter.addExtension().setUrl(CanonicalUrls.STRUCTURE_DEFINITION + "planned-visit");
        planned.addExtension("protocol", new CanonicalType(CanonicalUrls.GUIDE + "PlanDefinition/msc-itp-protocol"));
        planned.addExtension("action", new StringType(visit.action()));
        if (visit.reason() != null) {
            encounter.addExtension(
                    CanonicalUrls.STRUCTURE_DEFINITION + "deviation-reason", new StringType(visit.reason()));
        }
        encounter.addIdentifier(identifier(""));
        encounter.setStatus(EncounterStatus.FINISHED);
        encounter.setClass_(
                new Coding().setSystem(CodeSystems.HL7 + "v3-ActCode").setCode("AMB"));
        encounter.setSubject(Synthetic.patient());
        encounter
                .getPeriod()
                .setStartElement(Synthetic.time(visit.start()))
                .setEndElement(Synthetic.time(visit.start().plusMinutes(visit.minutes())));
        Synthetic.addTo(bundle, encounter, identifier("")).setFullUrl(encounterUrl);
    }

    private void add(Observation observation, String what) {
        observation.addIdentifier(identifier(what));
        Synthetic.addTo(bundle, observation, identifier(what)).setFullUrl(url(what));
    }

    private Observation weight(BigDecimal kilograms) {
        return vital("29463-7").setValue(Measure.quantity(kilograms, "kg"));
    }

    private Observation pressure(Pressure pressure) {
        Observation both = vital("85354-9");
        both.addComponent()
                .setCode(Synthetic.coded(CodeSystems.LOINC, "8480-6"))
                .setValue(Measure.quantity(BigDecimal.valueOf(pressure.systolic()), "mm[Hg]"));
        both.addComponent()
                .setCode(Synthetic.coded(CodeSystems.LOINC, "8462-4"))
                .setValue(Measure.quantity(BigDecimal.valueOf(pressure.diastolic()), "mm[Hg]"));
        return both;
    }

    private Observation bleeding(int grade) {
        Observation assessed = bedside();
        assessed.setCode(Synthetic.coded(CanonicalUrls.CODE_SYSTEM + "trial-assessments", "bleeding"));
        assessed.setValue(new IntegerType(grade));
        return assessed;
    }

    /**
     * R4 has no search by identifier for AdverseEvent. To avoid duplicates, it is therefore put under a fixed id
     * instead of a conditional create.
     */
    private void addFever(Infusion infusion, int grade) {
        AdverseEvent fever = new AdverseEvent();
        fever.setMeta(
                Synthetic.meta(story.cohort()).addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "trial-adverse-event"));
        fever.addExtension(CanonicalUrls.STRUCTURE_DEFINITION + "ae-grade", new IntegerType(grade));
        fever.setIdentifier(identifier("-fever"));
        fever.setActuality(AdverseEventActuality.ACTUAL);
        fever.setEvent(new CodeableConcept().setText("Fever after the infusion"));
        fever.setSubject(Synthetic.patient());
        fever.setDateElement(Synthetic.time(infusion.at().plusHours(2)));
        fever.setSeriousness(Synthetic.coded(CodeSystems.HL7 + "adverse-event-seriousness", "Non-serious"));
        fever.setOutcome(Synthetic.coded(CodeSystems.HL7 + "adverse-event-outcome", "resolved"));
        fever.addSuspectEntity().setInstance(new Reference(url("-infusion")));
        fever.addStudy(new Reference("ResearchStudy/NCT06813157"));
        String address = "AdverseEvent/" + identifier("-fever").getValue();
        bundle.addEntry()
                .setResource(fever)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(address);
    }

    private Observation vital(String loinc) {
        Observation vital = bedside();
        vital.addCategory(Synthetic.coded(CodeSystems.OBSERVATION_CATEGORY, "vital-signs"));
        vital.setCode(Synthetic.coded(CodeSystems.LOINC, loinc));
        return vital;
    }

    private Observation bedside() {
        Observation observed = new Observation();
        observed.setMeta(Synthetic.meta(story.cohort()));
        observed.setStatus(ObservationStatus.FINAL);
        observed.setSubject(Synthetic.patient());
        observed.setEncounter(new Reference(encounterUrl));
        observed.setEffective(Synthetic.time(visit.start().plusMinutes(5)));
        return observed;
    }

    private void addInfusion(Infusion infusion) {
        MedicationAdministration administration = new MedicationAdministration();
        administration.setMeta(
                Synthetic.meta(story.cohort()).addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "infusion-given"));
        Medication cells = new Medication().setCode(new CodeableConcept().setText("Mesenchymal stem cells"));
        cells.setId("lot");
        cells.getBatch().setLotNumber(infusion.lot());
        administration.addContained(cells);
        administration.addIdentifier(identifier("-infusion"));
        administration.setStatus(MedicationAdministrationStatus.COMPLETED);
        administration.setMedication(new Reference("#lot"));
        administration.setSubject(Synthetic.patient());
        administration.setContext(new Reference(encounterUrl));
        administration.addSupportingInformation(new Reference(url("-weight")));
        administration.setEffective(Synthetic.time(infusion.at()));
        administration.getDosage().setText("1 × 10^8 cells per kilogram of body weight");
        administration.getDosage().setDose(Measure.quantity(infusion.dose(), MILLION_CELLS));
        Synthetic.addTo(bundle, administration, identifier("-infusion")).setFullUrl(url("-infusion"));
    }

    private Identifier identifier(String what) {
        return new Identifier()
                .setSystem(Synthetic.SYSTEM)
                .setValue(Synthetic.number(story, screening + visit.action() + what));
    }

    private String url(String what) {
        return Synthetic.url(identifier(what));
    }
}

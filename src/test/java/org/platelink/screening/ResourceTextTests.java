package org.platelink.screening;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.platelink.lab.Labs;

/** What is read of a resource, where it is said to stand, and what must not stand there whatever it says. */
class ResourceTextTests {

    private final Map<String, String> free = new TreeMap<>();
    private final Map<String, String> coded = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> pseudonyms = new ArrayList<>();
    private final List<String> participants = new ArrayList<>();
    private final Observation result = Labs.platelets("p1", "text-1", "27", "10*9/L", "2026-03-05");

    @Test
    void textsAreReadWithTheirPlaces() {
        result.addNote().setText("a note");
        result.getCode().setText("a code's text").getCodingFirstRep().setDisplay("of LOINC");
        result.getCode()
                .addCoding()
                .setSystem("https://hospital.example/codes")
                .setCode("P")
                .setDisplay("of the hospital");
        result.addExtension("https://hospital.example/extension", new StringType("an extension"));
        result.getValueQuantity().getUnitElement().addExtension("https://hospital.example/e", new StringType("deep"));
        result.addPerformer().setDisplay("a laboratory");
        result.getText().setDivAsString("<div>seen <b>12</b>34<!-- hidden --><p title=\"titled\">next</p></div>");

        read(result);

        assertThat(free)
                .containsEntry("Observation.note[0].text", "a note")
                .containsEntry("Observation.code.text", "a code's text")
                .containsEntry("Observation.code.coding[1].display", "of the hospital")
                .containsEntry("Observation.extension[0].value", "an extension")
                .containsEntry("Observation.value.unit", "10*9/L")
                .containsEntry("Observation.value.unit.extension[0].value", "deep")
                .containsEntry("Observation.performer[0].display", "a laboratory");
        assertThat(free.get("Observation.text.div")).contains("seen 1234", "hidden", "titled", "next");
        assertThat(coded).containsEntry("Observation.code.coding[0].display", "of LOINC");
        assertThat(participants).containsExactly("p1");
        assertThat(refused).isEmpty();
    }

    @Test
    void containedResourcesAreRead() {
        DiagnosticReport report = Labs.report("p1", "text-2", "2026-03-05");
        result.setId("inside");
        result.addNote().setText("inside");
        report.addContained(result);
        report.setConclusion("a conclusion");

        read(report);

        assertThat(free)
                .containsEntry("DiagnosticReport.contained[0].ofType(Observation).note[0].text", "inside")
                .containsEntry("DiagnosticReport.conclusion", "a conclusion");
    }

    @Test
    void namesOfPersonsAreRefusedAndThoseOfStaffAreNot() {
        RelatedPerson mother = new RelatedPerson();
        mother.addName().setFamily("Synthetic");
        result.addContained(mother);
        Practitioner doctor = new Practitioner();
        doctor.addName().setFamily("Synthetic");
        doctor.addTelecom().setValue("+86 10 5550 0100");
        result.addContained(doctor);
        result.addExtension("https://hospital.example/extension", new HumanName().setFamily("Synthetic"));

        read(result);

        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "Observation.contained[0].ofType(RelatedPerson).name[0]", "Observation.extension[0].value");
    }

    @Test
    void theAddressOfALaboratoryMayStandInItsResultAndIsLookedThrough() {
        Organization laboratory = new Organization().setName("Synthetic Laboratory");
        laboratory.addAddress().addLine("Street 1").setCity("City");
        result.addContained(laboratory);

        read(result);

        assertThat(refused).isEmpty();
        assertThat(free)
                .containsEntry("Observation.contained[0].ofType(Organization).name", "Synthetic Laboratory")
                .containsEntry("Observation.contained[0].ofType(Organization).address[0].line[0]", "Street 1")
                .containsEntry("Observation.contained[0].ofType(Organization).address[0].city", "City");
    }

    @Test
    void aReferenceToAParticipantIsByIdAlone() {
        result.getSubject().setDisplay("Synthetic");
        read(result);
        assertThat(refused).containsExactly("Observation.subject");

        refused.clear();
        result.setSubject(new Reference());
        result.getSubject().getIdentifier().setValue("123456");
        read(result);
        assertThat(refused).containsExactly("Observation.subject");

        refused.clear();
        Encounter visit = new Encounter();
        visit.setSubject(new Reference("Patient/p1"));
        visit.addParticipant().getIndividual().setDisplay("Dr Synthetic");
        read(visit);
        assertThat(refused).isEmpty();
    }

    @Test
    void anIdentifierOfAPersonsTypeIsRefusedAndOneOfALaboratoryIsNot() {
        result.getIdentifierFirstRep()
                .getType()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/v2-0203")
                .setCode("FILL");
        read(result);
        assertThat(refused).isEmpty();
        assertThat(pseudonyms).isEmpty();

        result.getIdentifierFirstRep().getType().getCodingFirstRep().setCode("MR");
        read(result);
        assertThat(refused).containsExactly("Observation.identifier[0]");
    }

    @Test
    void theParticipantsOwnIdAndIdentifiersAreComparedAsPseudonyms() {
        read(Labs.participant("p1"));

        assertThat(pseudonyms).containsExactlyInAnyOrder("Patient.id", "Patient.identifier[0].value");
    }

    @Test
    void aDocumentIsRefusedAndALinkToOneIsRead() {
        DiagnosticReport report = Labs.report("p1", "text-3", "2026-03-05");
        report.addPresentedForm().setTitle("a title").setUrl("https://hospital.example/1");
        read(report);
        assertThat(refused).isEmpty();
        assertThat(free).containsEntry("DiagnosticReport.presentedForm[0].title", "a title");

        report.getPresentedFormFirstRep().setData(new byte[] {1});
        read(report);
        assertThat(refused).containsExactly("DiagnosticReport.presentedForm[0].data");
    }

    @Test
    void whatBelongsToASubjectIsToldByItsTypeOrItsReference() {
        SubjectMatter matter = new SubjectMatter(FhirContext.forR4Cached());

        assertThat(List.of(result, Labs.participant("p1"), new RelatedPerson(), new Encounter(), new Group()))
                .allMatch(matter::is);
        assertThat(List.of(new Organization(), new Practitioner(), new Task())).noneMatch(matter::is);
        assertThat(matter.is(new Task().setFor(new Reference("Patient/p1")))).isTrue();
    }

    private void read(Resource resource) {
        free.clear();
        coded.clear();
        new ResourceText(new ResourceText.Reader() {
                    @Override
                    public void refuse(Place place, String sentence) {
                        refused.add(place.path());
                    }

                    @Override
                    public void text(Place place, String text, boolean isFree) {
                        (isFree ? free : coded).put(place.path(), text);
                    }

                    @Override
                    public void identifier(Place place, String value, boolean pseudonym) {
                        if (pseudonym) {
                            pseudonyms.add(place.path());
                        }
                    }

                    @Override
                    public void participant(String id) {
                        participants.add(id);
                    }
                })
                .read(resource, Place.of(resource.fhirType()));
    }
}

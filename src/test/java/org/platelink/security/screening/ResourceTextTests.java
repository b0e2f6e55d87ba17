package org.platelink.security.screening;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Signature;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.screening.ResourceText.NumberOf;

/** What is read of a resource, where it is said to stand, and what must not stand there whatever it says. */
class ResourceTextTests {

    private final Map<String, String> free = new TreeMap<>();
    private final Map<String, String> uris = new TreeMap<>();
    private final Map<String, String> codes = new TreeMap<>();
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
                .containsEntry("Observation.performer[0].display", "a laboratory")
                .containsEntry("Observation.code.coding[0].display", "of LOINC");
        assertThat(free.get("Observation.text.div")).contains("seen 1234", "hidden", "titled", "next");
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
    void namesOfPersonsAreRefusedWhoeverTheyAreSaidToBe() {
        RelatedPerson mother = new RelatedPerson();
        mother.addName().setFamily("Synthetic");
        result.addContained(mother);
        Practitioner doctor = new Practitioner();
        doctor.addName().setFamily("Synthetic");
        doctor.addTelecom().setValue("+86 10 5550 0100");
        doctor.addIdentifier().setValue("4711");
        result.addContained(doctor);
        result.addExtension("https://hospital.example/extension", new HumanName().setFamily("Synthetic"));

        read(result);

        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "Observation.contained[0].ofType(RelatedPerson).name[0]",
                        "Observation.contained[1].ofType(Practitioner).name[0]",
                        "Observation.contained[1].ofType(Practitioner).telecom[0]",
                        "Observation.contained[1].ofType(Practitioner).identifier[0]",
                        "Observation.extension[0].value");

        refused.clear();
        doctor.getIdentifier().clear();
        read(doctor);
        assertThat(refused).isEmpty();
    }

    @Test
    void noDataStandsAnywhereButADigest() {
        Binary binary = new Binary().setContentType("text/plain");
        binary.setData(new byte[] {1});
        result.addContained(binary);
        result.addExtension("https://hospital.example/signed", new Signature().setData(new byte[] {1}));
        result.addExtension("https://hospital.example/data", new Base64BinaryType(new byte[] {1}));
        result.addExtension("https://hospital.example/a", new Attachment().setHash(new byte[] {1}));
        result.addExtension("https://hospital.example/b", new Attachment().setUrl("data:text/plain,a"));
        result.addExtension("https://hospital.example/c", new Attachment().setHash(new byte[20]));
        result.getText().setDivAsString("<div><img alt=\"a\" src=\"data:image/png;base64,AA==\"/></div>");

        read(result);

        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "Observation.contained[0].ofType(Binary).data",
                        "Observation.extension[0].value.data",
                        "Observation.extension[1].value",
                        "Observation.extension[2].value.hash",
                        "Observation.extension[3].value.url",
                        "Observation.text.div");
    }

    @Test
    void addressesCodesAndLongNumbersAreRead() {
        result.setId("one");
        result.getMeta().addTag("https://hospital.example/tags", "tagged", "a tag");
        result.getMeta().getTag().get(1).setId("an element");
        result.getMeta().setSource("https://hospital.example/%41%42#1");
        result.addPerformer().setReference("Organization/lab-1");
        result.addExtension("https://hospital.example/n", new DecimalType("13800138000"));
        result.addExtension("https://hospital.example/m", new DecimalType("1E+60000000"));

        read(result);

        assertThat(codes)
                .containsEntry("Observation.meta.tag[1].code", "tagged")
                .containsEntry("Observation.extension[0].value", "13800138000")
                .doesNotContainKey("Observation.extension[1].value");
        assertThat(free).containsEntry("Observation.meta.tag[1].id", "an element");
        assertThat(uris)
                .containsEntry("Observation.meta.source", "https://hospital.example/AB#1")
                .containsEntry("Observation.performer[0].reference", "Organization/lab-1")
                .containsEntry("Observation.extension[0].url", "https://hospital.example/n");
    }

    @Test
    void whoAPersonIsIsNotAskedByACodeNorByAQuestion() {
        result.setCode(
                new CodeableConcept(new Coding().setSystem("http://loinc.org").setCode("54125-0")));
        read(result);
        assertThat(refused).containsExactly("Observation.code.coding[0]");

        refused.clear();
        result.getCode().getCodingFirstRep().setCode("777-3");
        result.getCode().setText("Patient name");
        result.setValue(new StringType("Synthetic"));
        read(result);
        assertThat(free.get("Observation.value")).contains("Patient name: Synthetic");

        QuestionnaireResponse form = new QuestionnaireResponse();
        form.addItem().setText("Date of birth").addAnswer().setValue(new DateType("1984-03-12"));
        read(form);
        assertThat(free).containsEntry("QuestionnaireResponse.item[0].answer[0].value", "Date of birth: 1984-03-12");
    }

    @Test
    void aFullDateOfBirthIsRefusedWhoeversItIs() {
        Patient other = new Patient();
        other.setBirthDateElement(new DateType("1984-03-12"));
        result.addContained(other);
        result.addExtension(
                "http://hl7.org/fhir/StructureDefinition/patient-birthTime", new DateTimeType("1984-03-12T10:00:00Z"));
        read(result);
        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "Observation.contained[0].ofType(Patient).birthDate", "Observation.extension[0].value");

        refused.clear();
        other.setBirthDateElement(new DateType("1984-03"));
        result.getExtension().clear();
        read(result);
        assertThat(refused).isEmpty();
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
        uris.clear();
        codes.clear();
        new ResourceText(new ResourceText.Reader() {
                    @Override
                    public void refuse(Place place, String sentence) {
                        refused.add(place.path());
                    }

                    @Override
                    public void text(Place place, String text) {
                        free.merge(place.path(), text, (one, other) -> one + " | " + other);
                    }

                    @Override
                    public void uri(Place place, String uri) {
                        uris.put(place.path(), uri);
                    }

                    @Override
                    public void code(Place place, String code, boolean published) {
                        codes.put(place.path(), code);
                    }

                    @Override
                    public void identifier(Place place, String value, NumberOf of) {
                        if (of == NumberOf.SUBJECT) {
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

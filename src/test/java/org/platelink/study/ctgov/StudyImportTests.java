package org.platelink.study.ctgov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.platelink.study.trds.Registration;
import org.platelink.study.trds.RegistrationReader;
import org.platelink.study.trds.StudyExtensions;

/** The record is invented. */
class StudyImportTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @Test
    void whatIsTakenComesBackAsItWas() throws IOException {
        ImportedStudy imported = imported(record());
        ObjectNode again = StudyRecord.of(registration(imported));
        Map<String, String> before = leaves(record().path("protocolSection"), "");
        Map<String, String> after = leaves(again.path("protocolSection"), "");
        Map<String, String> differing = new HashMap<>();
        before.forEach((place, value) -> {
            if (!value.equals(after.get(place))) {
                differing.put(place, value + " -> " + after.get(place));
            }
        });
        assertThat(differing.keySet()).as(differing.toString()).allMatch(place -> Stream.of(
                        "/statusModule/statusVerifiedDate",
                        "/statusModule/primaryCompletionDateStruct",
                        "/statusModule/expandedAccessInfo",
                        "/statusModule/studyFirstSubmitQcDate",
                        "/statusModule/lastUpdate",
                        "/statusModule/studyFirstPostDateStruct/type",
                        "/identificationModule/organization",
                        "/identificationModule/orgStudyIdInfo",
                        "/identificationModule/secondaryIdInfos",
                        "/sponsorCollaboratorsModule/responsibleParty",
                        "/oversightModule",
                        "/armsInterventionsModule/interventions/0/otherNames",
                        "/eligibilityModule/stdAges",
                        "/eligibilityModule/eligibilityCriteria",
                        "/contactsLocationsModule/centralContacts/0/role",
                        "/contactsLocationsModule/overallOfficials",
                        "/contactsLocationsModule/locations/0/status",
                        "/contactsLocationsModule/locations/0/geoPoint",
                        "/referencesModule")
                .anyMatch(place::startsWith));
        assertThat(after.get("/identificationModule/secondaryIdInfos/0/id")).isEqualTo("SYN-001");
        assertThat(after.get("/contactsLocationsModule/overallOfficials/1/name"))
                .isEqualTo("Synthetic Person Three");
    }

    @Test
    void whatHasNoPlaceInFhirIsNamed() throws IOException {
        assertThat(imported(record()).notTaken())
                .containsExactly(
                        "protocolSection.identificationModule.organization.class",
                        "protocolSection.statusModule.expandedAccessInfo",
                        "protocolSection.statusModule.primaryCompletionDateStruct",
                        "protocolSection.statusModule.studyFirstPostDateStruct.type",
                        "protocolSection.statusModule.lastUpdatePostDateStruct.type",
                        "protocolSection.sponsorCollaboratorsModule.responsibleParty.investigatorTitle",
                        "protocolSection.oversightModule",
                        "protocolSection.armsInterventionsModule.interventions[].otherNames",
                        "protocolSection.contactsLocationsModule.locations[].status",
                        "protocolSection.contactsLocationsModule.locations[].geoPoint",
                        "protocolSection.referencesModule.references[].pmid",
                        "protocolSection.referencesModule.references[].citation",
                        "derivedSection",
                        "hasResults");
    }

    @Test
    void aCriterionKeepsItsLines() throws IOException {
        Group group = imported(record()).others().stream()
                .filter(Group.class::isInstance)
                .map(Group.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(group.getCharacteristic())
                .extracting(one -> one.getExclude())
                .containsExactly(false, false, true);
        assertThat(group.getCharacteristic()
                        .get(1)
                        .getExtensionByUrl(StudyExtensions.CRITERION_TEXT)
                        .getExtensionByUrl("text")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("One of:\n* thirst\n* hunger");
    }

    @Test
    void whatTheRecordDoesNotStateIsMarkedAsUnknown() throws IOException {
        ObjectNode record = (ObjectNode) record();
        ObjectNode protocol = (ObjectNode) record.path("protocolSection");
        ResearchStudy whole = imported(record()).study();
        assertThat(stated(whole))
                .containsEntry("17", "present")
                .containsEntry("21", "unknown")
                .hasSize(24);
        protocol.retain("identificationModule", "conditionsModule");
        assertThatThrownBy(() -> imported(record)).hasMessageContaining("--status");
        protocol.putObject("statusModule").put("overallStatus", "RECRUITING");
        ((ObjectNode) protocol.path("identificationModule")).retain("nctId", "briefTitle");
        ImportedStudy bare = imported(record);
        assertThat(bare.others()).isEmpty();
        assertThat(bare.study().getPhase().getExtension()).hasSize(1);
        assertThat(stated(bare.study()).entrySet().stream()
                        .filter(item -> item.getValue().equals("present"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("1", "9", "12", "18");
    }

    @Test
    void whatIsNoRecordIsRefusedWithASentence() throws IOException {
        assertThatThrownBy(() -> imported(JSON.readTree("{\"studies\": []}")))
                .isInstanceOf(InvalidStudyRecord.class)
                .hasMessageContaining("protocolSection");
        assertThatThrownBy(
                        () -> imported(
                                JSON.readTree(
                                        "{\"protocolSection\": {\"identificationModule\": {\"nctId\": \"12\", \"briefTitle\": \"x\"}}}")))
                .hasMessageContaining("NCT number");
    }

    private static Map<String, String> stated(ResearchStudy study) {
        Map<String, String> stated = new HashMap<>();
        study.getExtensionsByUrl(StudyExtensions.TRDS_ITEM)
                .forEach(item -> stated.put(
                        ((org.hl7.fhir.r4.model.Coding) StudyExtensions.part(item, "item")).getCode(),
                        StudyExtensions.text(item, "availability")));
        return stated;
    }

    private static ImportedStudy imported(JsonNode record) {
        return StudyImport.read(FHIR, record, null);
    }

    private static JsonNode record() throws IOException {
        return JSON.readTree(StudyImportTests.class.getResourceAsStream("synthetic-record.json"));
    }

    private static Registration registration(ImportedStudy imported) {
        Map<String, Resource> others = new HashMap<>();
        imported.others()
                .forEach(one ->
                        others.put(one.fhirType() + "/" + one.getIdElement().getIdPart(), one));
        return new RegistrationReader(others::get).read(imported.study());
    }

    private static Map<String, String> leaves(JsonNode node, String place) {
        Map<String, String> leaves = new HashMap<>();
        if (node.isValueNode()) {
            leaves.put(place, node.asText());
        }
        node.fields().forEachRemaining(field -> leaves.putAll(leaves(field.getValue(), place + "/" + field.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            leaves.putAll(leaves(node.get(i), place + "/" + i));
        }
        return leaves;
    }
}

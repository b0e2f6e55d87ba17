package org.platelink.study.ctgov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.study.trds.Registration;
import org.platelink.study.trds.RegistrationReader;
import org.platelink.study.trds.StudyExtensions;

/** The record is invented. */
class StudyImportTests {

    /** Parts of a record for which R4 has no place: posted results and documents, and the registry's index. */
    private static final List<String> NO_PLACE =
            List.of("/resultsSection/", "/documentSection/", "/browseLeaves/", "/browseBranches/", "/versionHolder");

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
        assertThat(differing).containsOnlyKeys("/identificationModule/organization/class");
        assertThat(after.get("/identificationModule/orgStudyIdInfo/id")).isEqualTo("SYN-001");
        assertThat(after.get("/contactsLocationsModule/overallOfficials/0/name"))
                .isEqualTo("Synthetic Person Three");
    }

    @Test
    void whatHasNoPlaceInFhirIsNamed() throws IOException {
        assertThat(imported(record()).notTaken())
                .containsExactly(
                        "protocolSection.identificationModule.organization.class",
                        "derivedSection.miscInfoModule",
                        "derivedSection.conditionBrowseModule.browseLeaves",
                        "resultsSection");
    }

    /** What stands under "Eligibility criteria" was taken for a remark, and the study had no inclusion criteria. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Eligibility criteria:\n\n1. Thirst\n2. Hunger\n\nExclusion criteria:\n\n1. Dislike of water",
                "Eligibility Criteria:\n\nInclusion Criteria:\n\n* Thirst\n* Hunger\n\nExclusion Criteria:\n\n* Dislike of water",
                "Inclusion\n\n* Thirst\n* Hunger\n\nExclusion\n\n* Dislike of water",
                "**Key Inclusion Criteria:**\n\n- Thirst\n- Hunger\n\nKey exclusion criteria (both groups):\n\n- Dislike of water",
                "Inclusion criteria for adults:\n\n1) Thirst\n2) Hunger\n\nExclusion Criterion\n\n1) Dislike of water"
            })
    void theCriteriaAreFoundUnderTheirHeadings(String text) {
        CriteriaText parsed = CriteriaText.parse(text);

        assertThat(parsed.inclusion()).containsExactly("Thirst", "Hunger");
        assertThat(parsed.exclusion()).containsExactly("Dislike of water");
        assertThat(parsed.other()).isEmpty();
    }

    @Test
    void aSentenceThatNamesTheCriteriaIsNoHeading() {
        CriteriaText parsed =
                CriteriaText.parse("Inclusion criteria are checked twice\n\nInclusion criteria:\n\n1. Thirst");

        assertThat(parsed.other()).containsExactly("Inclusion criteria are checked twice");
        assertThat(parsed.inclusion()).containsExactly("Thirst");
    }

    @Test
    void criteriaThatHaveChangedSinceAreWrittenAnew() throws IOException {
        ImportedStudy imported = imported(record());
        imported.others().stream()
                .filter(Group.class::isInstance)
                .map(Group.class::cast)
                .forEach(group -> group.getCharacteristic().remove(0));

        assertThat(StudyRecord.of(registration(imported))
                        .at("/protocolSection/eligibilityModule/eligibilityCriteria")
                        .asText())
                .doesNotContain("Age of 18 years")
                .contains("thirst");
    }

    @Test
    void whatIsNoResultIsNoResult() throws IOException {
        assertThat(registration(imported(record())).results()).containsExactly("An invented result.");
    }

    /** Records of the registry as it answers them, which are not in the repository. */
    @Test
    void ofPublicRecordsAtLeast95OfAHundredFieldsComeBack() throws IOException {
        Path folder = Path.of(System.getProperty("corpus.dir", "../shared/corpus"), "ctgov");
        assumeThat(folder).as("public records (-Dcorpus.dir)").isDirectory();
        int fields = 0;
        int kept = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                JsonNode record = JSON.readTree(file.toFile());
                ImportedStudy imported = StudyImport.read(
                        FHIR,
                        record,
                        record.at("/protocolSection/statusModule/overallStatus")
                                        .asText()
                                        .equals("UNKNOWN")
                                ? ResearchStudy.ResearchStudyStatus.COMPLETED
                                : null);
                Map<String, String> after = leaves(StudyRecord.of(registration(imported)), "");
                for (Map.Entry<String, String> field : leaves(record, "").entrySet()) {
                    boolean kind = NO_PLACE.stream().noneMatch(field.getKey()::contains);
                    boolean came = field.getValue().equals(after.get(field.getKey()));
                    fields += kind ? 1 : 0;
                    kept += kind && came ? 1 : 0;
                    assertThat(came || isNamed(field.getKey(), imported.notTaken()))
                            .as("%s of %s comes back, or is named as not taken", field.getKey(), file.getFileName())
                            .isTrue();
                }
            }
        }
        assertThat(fields).isPositive();
        assertThat(100.0 * kept / fields).isGreaterThanOrEqualTo(95);
    }

    private static boolean isNamed(String place, List<String> notTaken) {
        String path = place.substring(1).replaceAll("/\\d+(?=/|$)", "[]").replace('/', '.');
        return notTaken.stream().anyMatch(path::startsWith);
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
        record.retain("protocolSection");
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

package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.platform.server.StartUpRefused;

/** A second, synthetic study with a guide of its own, as a published package: without snapshots. */
class StudyGuidesTests {

    private static final String BASE = "https://second.example/ig";
    private static final String STUDY = BASE + "/StructureDefinition/second-study";
    private static final String GUIDE =
            """
            {"resourceType": "ImplementationGuide", "id": "second", "name": "Second", "status": "active",
             "url": "https://second.example/ig/ImplementationGuide/second",
             "packageId": "example.second", "version": "1.2.0", "fhirVersion": ["4.0.1"],
             "global": [{"type": "Medication",
              "profile": "https://second.example/ig/StructureDefinition/second-medication"}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void aFolderWithoutPackagesBringsNoGuide() {
        assertThat(guides()).isEmpty();
        assertThat(new StudyGuides(GuideValidator.FHIR, GuideValidator.GUIDE).in("file:/nowhere/at/all"))
                .isEmpty();
    }

    @Test
    void theProfilesOfAStudysGuideHoldForWhatClaimsThem() throws IOException {
        ResourceValidator validator = validator(StudyClaims.NONE);

        assertThat(sentences(validator, study())).noneMatch(sentence -> sentence.contains("arm"));
        ResearchStudy claiming = study();
        claiming.getMeta().addProfile(STUDY);
        assertThat(sentences(validator, claiming)).anyMatch(sentence -> sentence.contains("ResearchStudy.arm"));
        claiming.addArm().setName("Synthetic arm");
        assertThat(sentences(validator, claiming)).isEmpty();
    }

    @Test
    void whatTheGuideDemandsOfATypeHoldsForTheStudysOwnAlone() throws IOException {
        Medication ofTheStudy = new Medication();
        ofTheStudy.setId("of-the-study");
        Medication ofNone = new Medication();
        ofNone.setId("of-none");
        ResourceValidator validator = validator(
                resource -> resource.getIdElement().getIdPart().equals("of-the-study") ? Set.of(STUDY) : Set.of());

        assertThat(sentences(validator, ofTheStudy)).anyMatch(sentence -> sentence.contains("Medication.status"));
        assertThat(sentences(validator, ofNone)).isEmpty();
    }

    @Test
    void aProfileUnderTheGuidesAddressThatItDoesNotHaveIsRefused() throws IOException {
        ResearchStudy study = study();
        study.getMeta().addProfile(BASE + "/StructureDefinition/nothing");

        assertThat(sentences(validator(StudyClaims.NONE), study)).anyMatch(sentence -> sentence.contains("no profile"));
    }

    @Test
    void aStudyHeldToAGuideStaysSoWithoutTheClaim() throws IOException {
        ResearchStudy stored = study();
        stored.getMeta().addProfile(STUDY);

        ResourceValidator validator = validator(StudyClaims.NONE);
        assertThat(validator.byEarlierClaims(stored, study())).anyMatch(Finding::refuses);
        assertThat(validator.byEarlierClaims(study(), study())).isEmpty();
    }

    @Test
    void aProtocolOfAnotherStudyNeedsNoAddress() {
        PlanDefinition plan = new PlanDefinition();
        plan.setStatus(PublicationStatus.ACTIVE);
        plan.getType()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/plan-definition-type")
                .setCode("clinical-protocol");
        plan.addAction().setTitle("Visit 1").setId("visit-1");
        assertThat(GuideValidator.refusals(plan)).isEmpty();

        plan.addAction().setTitle("Visit 2").addRelatedAction().setActionId("nowhere");
        assertThat(GuideValidator.refusals(plan)).anyMatch(refusal -> refusal.contains("id of an action"));

        plan.getAction().remove(1);
        plan.setUrl("https://platelink.org/ig/msc-itp/PlanDefinition/own");
        assertThat(GuideValidator.refusals(plan))
                .as("by its address it is a protocol of this guide")
                .anyMatch(refusal -> refusal.contains("PlanDefinition.title"));
    }

    @Test
    void aPackageOfAnotherFhirVersionIsNamed() throws IOException {
        write("later.tgz", "6.0.0-ballot5", Map.of("ImplementationGuide-second.json", GUIDE));

        assertThatThrownBy(this::guides)
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("example.second 1.2.0 is of FHIR 6.0.0-ballot5");
    }

    @Test
    void aProfileThatBuildsOnNothingIsNamed() throws IOException {
        write(
                "second.tgz",
                "4.0.1",
                Map.of(
                        "ImplementationGuide-second.json",
                        GUIDE,
                        "StructureDefinition-second-study.json",
                        profile("second-study", "ResearchStudy", "https://elsewhere.example/base", "arm")));

        assertThatThrownBy(this::guides)
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("second-study")
                .hasMessageContaining("https://elsewhere.example/base");
    }

    private ResourceValidator validator(StudyClaims studies) throws IOException {
        write(
                "second.tgz",
                "4.0.1",
                Map.of(
                        "ImplementationGuide-second.json",
                        GUIDE,
                        "StructureDefinition-second-study.json",
                        profile(
                                "second-study",
                                "ResearchStudy",
                                "http://hl7.org/fhir/StructureDefinition/ResearchStudy",
                                "arm"),
                        "StructureDefinition-second-medication.json",
                        profile(
                                "second-medication",
                                "Medication",
                                "http://hl7.org/fhir/StructureDefinition/Medication",
                                "status")));
        List<Guide> guides = guides();
        Guide all = GuideValidator.GUIDE.and(guides);
        return new ResourceValidator(
                GuideValidator.FHIR,
                new ProfileChoice(GuideValidator.GUIDE, guides, studies),
                new InstanceValidators(GuideValidator.FHIR, all),
                new VerdictCache(GuideValidator.FHIR, all));
    }

    private List<Guide> guides() {
        return new StudyGuides(GuideValidator.FHIR, GuideValidator.GUIDE)
                .in(folder.toUri().toString());
    }

    private static ResearchStudy study() {
        ResearchStudy study = new ResearchStudy();
        study.setId("second");
        study.setTitle("A synthetic second study").setStatus(ResearchStudyStatus.ACTIVE);
        return study;
    }

    private static List<String> sentences(ResourceValidator validator, Resource resource) {
        return validator.validate(resource).stream()
                .filter(Finding::refuses)
                .map(Finding::sentence)
                .toList();
    }

    private static String profile(String id, String type, String base, String required) {
        return """
                {"resourceType": "StructureDefinition", "id": "%1$s", "url": "https://second.example/ig/StructureDefinition/%1$s",
                 "name": "Second%2$s", "status": "active", "fhirVersion": "4.0.1", "kind": "resource", "abstract": false,
                 "type": "%2$s", "baseDefinition": "%3$s", "derivation": "constraint",
                 "differential": {"element": [{"id": "%2$s.%4$s", "path": "%2$s.%4$s", "min": 1}]}}
                """
                .formatted(id, type, base, required);
    }

    private void write(String name, String fhirVersion, Map<String, String> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
            put(
                    tar,
                    "package.json",
                    """
                    {"name": "example.second", "version": "1.2.0", "type": "IG", "canonical": "https://second.example/ig",
                     "fhirVersions": ["%s"], "dependencies": {}}
                    """
                            .formatted(fhirVersion));
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(tar, file.getKey(), file.getValue());
            }
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("package/" + name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}

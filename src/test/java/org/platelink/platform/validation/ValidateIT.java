package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.LabMaps;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** {@code $validate} in every form that R4 has, and that it says what a write is told. */
@ServerTest
class ValidateIT {

    private static final String PLATELETS = "https://platelink.org/ig/msc-itp/StructureDefinition/platelet-count";
    private static final String ALT = "https://platelink.org/ig/msc-itp/StructureDefinition/alt";

    /** What a coordinator may create. */
    private static final Set<String> TYPES = Set.of(
            "Patient",
            "ResearchSubject",
            "Consent",
            "Encounter",
            "MedicationAdministration",
            "AdverseEvent",
            "Observation",
            "DiagnosticReport",
            "Specimen",
            "QuestionnaireResponse",
            "Condition",
            "MedicationStatement",
            "AllergyIntolerance",
            "Procedure",
            "Immunization");

    private final FhirClient client;
    private final FhirClient laboratory;

    ValidateIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
        laboratory = FhirClient.of(port, "ehr-demo");
    }

    @BeforeEach
    void aSubject() {
        client.post(
                "",
                Labs.transaction(
                        Labs.participant("verdict-1"), Labs.subject("verdict-1", ResearchSubjectStatus.SCREENING)));
    }

    static Stream<Path> examples() {
        return Stream.concat(GuideValidator.files("ig/input/examples", ""), GuideValidator.files("ig/refused", ""))
                .filter(file -> TYPES.contains(GuideValidator.read(file).fhirType()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theVerdictOnAnExampleIsAWrites(Path file) throws IOException {
        String body = Files.readString(file)
                .replaceAll("\"Patient/[A-Za-z0-9.-]+\"", "\"Patient/verdict-1\"")
                .replaceAll("\"ResearchSubject/[A-Za-z0-9.-]+\"", "\"ResearchSubject/verdict-1\"");
        String type = GuideValidator.read(file).fhirType();

        Answer bare = client.post("/" + type + "/$validate?mode=create", body);
        Answer wrapped = client.post(
                "/" + type + "/$validate",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":" + body
                        + "},{\"name\":\"mode\",\"valueCode\":\"create\"}]}");
        Answer written = client.post("/" + type, body);

        assertThat(bare.status()).as(bare.body()).isEqualTo(200);
        assertThat(written.status()).as(written.body()).isIn(201, 400, 403, 422);
        assertThat(errors(bare).isEmpty()).as(bare.issues() + written.body()).isEqualTo(written.status() == 201);
        assertThat(wrapped.issues()).isEqualTo(bare.issues());
        if (written.status() == 422) {
            assertThat(bare.issues().lines().toList())
                    .containsAll(written.issues().lines().toList());
        }
    }

    static Stream<Path> refused() {
        return examples().filter(file -> file.startsWith("ig/refused"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusedExampleIsFaultyInEveryForm(Path file) throws IOException {
        List<String> expected = Files.readAllLines(Path.of(file.toString().replace(".json", ".expected")));
        Resource resource = GuideValidator.read(file);
        String path = "/" + resource.fhirType() + "/$validate";

        for (Answer answer : List.of(client.post(path, resource), client.post(path, wrapped(resource, null, null)))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(errors(answer)).anySatisfy(error -> assertThat(error).contains(expected.get(1)));
        }
    }

    @Test
    void aPatientWithANameInParametersIsRefused() {
        Patient named = Labs.participant("verdict-named");
        named.addName().setFamily("Invented");

        assertThat(errors(client.post("/Patient/$validate", wrapped(named, null, null))))
                .isNotEmpty();
    }

    @Test
    void aProfileIsACanonicalAUriOrAString() {
        Observation alt = Labs.alt("verdict-1", "profiled", "31", "2026-03-05");
        for (Type profile : List.of(new CanonicalType(PLATELETS), new UriType(PLATELETS), new StringType(PLATELETS))) {
            assertThat(errors(client.post("/Observation/$validate", wrapped(alt, profile, null))))
                    .as(profile.fhirType())
                    .isNotEmpty();
        }
        assertThat(errors(client.post("/Observation/$validate", wrapped(alt, new CanonicalType(ALT), null))))
                .isEmpty();
        assertThat(errors(client.post("/Observation/$validate?profile=" + ALT + "%7C0.1.0", alt)))
                .isEmpty();
        assertThat(errors(client.post(
                        "/Observation/$validate?profile=http://hl7.org/fhir/StructureDefinition/Observation", alt)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://nowhere.example/StructureDefinition/none",
                "x",
                "|",
                "a|b|c",
                "https://platelink.org/ig/msc-itp/StructureDefinition/platelet-count|9.9.9",
                "https://platelink.org/ig/msc-itp/StructureDefinition/participant"
            })
    void aProfileThatIsNotKnownOrDoesNotFitIsAnError(String profile) {
        Observation right = Labs.platelets("verdict-1", "unknown", "30", "10*9/L", "2026-03-05");

        Answer inAddress = client.post("/Observation/$validate?profile=" + profile, right);
        Answer inBody = client.post("/Observation/$validate", wrapped(right, new UriType(profile), null));

        assertThat(inAddress.status()).as(inAddress.body()).isEqualTo(200);
        assertThat(errors(inAddress)).singleElement().asString().contains("profile");
        assertThat(inBody.issues()).isEqualTo(inAddress.issues());
    }

    @Test
    void withoutAModeTheContentCountsAndTheStoreIsToldOfAsAWarning() {
        Observation ofNobody = Labs.platelets("verdict-nobody", "content", "30", "10*9/L", "2026-03-05");

        Answer content = client.post("/Observation/$validate", ofNobody);
        Answer create = client.post("/Observation/$validate?mode=create", ofNobody);

        assertThat(errors(content)).isEmpty();
        assertThat(content.issues()).contains("warning Observation.subject");
        assertThat(errors(create)).singleElement().asString().contains("Observation.subject");
    }

    @Test
    void anUpdateIsToldWhatIsStored() {
        Observation stored = Labs.platelets("verdict-1", "updated", "30", "10*9/L", "2026-03-05");
        stored.setId("verdict-updated");
        client.put("/Observation/verdict-updated", stored);
        client.post("", Labs.transaction(Labs.participant("verdict-2")));
        Observation moved = Labs.platelets("verdict-2", "updated", "30", "10*9/L", "2026-03-05");
        moved.setId("verdict-updated");

        Answer ofType = client.post("/Observation/$validate?mode=update", moved);
        Answer ofInstance =
                client.post("/Observation/verdict-updated/$validate", wrapped(moved, null, new CodeType("update")));
        Answer written = client.put("/Observation/verdict-updated", moved);

        assertThat(written.status()).isEqualTo(422);
        assertThat(ofType.issues()).contains(written.issues());
        assertThat(ofInstance.issues()).contains(written.issues());
        assertThat(errors(client.post("/Observation/verdict-updated/$validate?mode=update", stored)))
                .isEmpty();
        assertThat(errors(client.post(
                        "/Observation/$validate?mode=update",
                        Labs.platelets("verdict-1", "none", "30", "10*9/L", "2026-03-05"))))
                .singleElement()
                .asString()
                .contains("Observation.id");
        assertThat(client.get("/Observation/verdict-updated/_history").bundle().getTotal())
                .isEqualTo(1);
    }

    @Test
    void aStoredResourceIsValidatedWhereItIs() {
        Observation stored = Labs.alt("verdict-1", "stored", "31", "2026-03-05");
        stored.setId("verdict-stored");
        client.put("/Observation/verdict-stored", stored);
        String path = "/Observation/verdict-stored/$validate";

        assertThat(errors(client.get(path))).isEmpty();
        assertThat(errors(client.get(path + "?mode=profile&profile=" + ALT))).isEmpty();
        assertThat(errors(client.get(path + "?mode=profile&profile=" + PLATELETS)))
                .isNotEmpty();
        assertThat(errors(client.get(path + "?mode=delete")))
                .singleElement()
                .asString()
                .contains("entered-in-error");
        assertThat(client.get("/Observation/verdict-none/$validate").status()).isEqualTo(404);
        assertThat(laboratory.get(path).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Observation/$validate?mode=destroy",
                "/Observation/$validate?mode=create&mode=update",
                "/Observation/$validate?mode=delete",
                "/Observation/$validate?mode=profile",
                "/Observation/$validate?verdict=good",
                "/Patient/$validate",
            })
    void whatItCannotBeAskedIsRefusedInWords(String path) {
        Answer answer = client.post(path, Labs.platelets("verdict-1", "words", "30", "10*9/L", "2026-03-05"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.outcome().getIssueFirstRep().getDiagnostics())
                .isNotBlank()
                .doesNotContain("HAPI");
        assertThat(client.post("/Observation/$validate", new Parameters()).status())
                .isEqualTo(400);
        assertThat(client.post("/Observation/$validate", "").status()).isEqualTo(400);
    }

    @Test
    void whatOnlyAWriteIsToldIsSaid() {
        Observation result = Labs.platelets("verdict-1", "untold", "30", "10*9/L", "2026-03-05");
        Answer ofADose =
                client.post("/MedicationAdministration/$validate?mode=create", example("MedicationAdministration"));
        Answer ofAVisit = client.post("/Encounter/$validate", example("Encounter"));
        Answer delivered = laboratory.post("/Observation/$validate?mode=create", result);
        Answer ofACoordinator = client.post("/Observation/$validate?mode=create", result);
        Answer ofAMap = client.post("/ConceptMap/$validate?mode=create", LabMaps.draft("verdict-map", "site-unknown"));
        Answer ofTheProfile = client.post("/Observation/$validate?mode=profile&profile=" + PLATELETS, result);

        assertThat(ofADose.issues())
                .contains("information MedicationAdministration ")
                .contains("fits the protocol");
        assertThat(ofAVisit.issues()).contains("information Encounter ").contains("fits the protocol");
        assertThat(delivered.issues()).contains("information Observation ").contains("when it is delivered");
        assertThat(ofACoordinator.issues()).doesNotContain("information ");
        assertThat(ofAMap.issues()).contains("https://platelink.org/site|site-unknown", "looked at when it is written");
        assertThat(ofTheProfile.issues()).doesNotContain("information ");
    }

    private static String example(String type) {
        return examples()
                .filter(file -> file.startsWith("ig/input/examples"))
                .map(GuideValidator::read)
                .filter(resource -> resource.fhirType().equals(type))
                .findFirst()
                .map(FhirClient::json)
                .orElseThrow()
                .replaceAll("\"Patient/[A-Za-z0-9.-]+\"", "\"Patient/verdict-1\"")
                .replaceAll("\"ResearchSubject/[A-Za-z0-9.-]+\"", "\"ResearchSubject/verdict-1\"");
    }

    private static Parameters wrapped(Resource resource, @Nullable Type profile, @Nullable Type mode) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource(resource);
        if (profile != null) {
            parameters.addParameter().setName("profile").setValue(profile);
        }
        if (mode != null) {
            parameters.addParameter().setName("mode").setValue(mode);
        }
        return parameters;
    }

    private static List<String> errors(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.issues()
                .lines()
                .filter(issue -> issue.startsWith("error") || issue.startsWith("fatal"))
                .toList();
    }
}

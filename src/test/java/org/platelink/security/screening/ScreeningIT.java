package org.platelink.security.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.linkage.Linkage;
import org.platelink.security.linkage.PersonIdentifier;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All numbers of persons are invented. */
@ServerTest
class ScreeningIT {

    private static final String SYSTEM = "https://hospital.example/patients";
    private static final String OWN = "SYN-778899";
    private static final String OTHERS = "SYN-665544";

    private final FhirClient client;
    private final Linkage linkage;
    private final IFhirResourceDao<Observation> observations;

    ScreeningIT(@LocalServerPort int port, Linkage linkage, IFhirResourceDao<Observation> observations) {
        client = FhirClient.at(port);
        this.linkage = linkage;
        this.observations = observations;
    }

    @BeforeEach
    void aSubjectAndWhoItIs() {
        client.post("", Labs.transaction(Labs.participant("screened-1")));
        linkage.link("site-unknown", new PersonIdentifier(SYSTEM, OWN), "screened-1", Optional.empty());
        linkage.link("site-elsewhere", new PersonIdentifier(SYSTEM, OTHERS), "elsewhere-1", Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"number syn-778899 in the book", "SYN778899", "ward/SYN-778899", "号SYN778899入院"})
    void aNoteThatNamesALinkedIdentifierIsRefusedAndTheIdentifierNotRepeated(String note) {
        Answer answer = client.post("/Observation", noted("linked", note));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.issues()).contains("error Observation.note[0].text").contains("Take it out");
        assertThat(answer.body()).doesNotContainIgnoringCase("778899");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"number SYN-778890", "number SYN-665544 of another site", "clumped, repeated on 2026-03-05"})
    void aNoteThatNamesNoneOfTheSiteIsTaken(String note) {
        Answer answer = client.post("/Observation", noted("clean-" + note.hashCode(), note));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = answer.as(Observation.class).getIdPart();
        assertThat(client.get("/Observation/" + id)
                        .as(Observation.class)
                        .getNoteFirstRep()
                        .getText())
                .isEqualTo(note);
    }

    @Test
    void aTelltaleIsRefused() {
        Answer answer = client.post("/Observation", noted("telling", "病历号：Z0012345, write to a@mail.example"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.outcome().getIssue()).hasSize(2);
        assertThat(answer.body()).doesNotContain("0012345", "mail.example");
    }

    @Test
    void aPseudonymMustNotBeALinkedIdentifier() {
        assertThat(client.put("/Patient/" + OWN, Labs.participant(OWN)).status())
                .isEqualTo(422);
        assertThat(client.put("/Patient/screened-2", Labs.participant("screened-2"))
                        .status())
                .isIn(200, 201);
    }

    /** Its digits are chance: a server that reads them would refuse one message of many. */
    @ParameterizedTest
    @ValueSource(strings = {"%s-0086-4123-8123-45678901234a", "%s-1234-4123-8123-778899abcdef"})
    void theDigitsOfAUuidAreNobodys(String form) {
        linkage.link("site-unknown", new PersonIdentifier(SYSTEM, "778899"), "screened-1", Optional.empty());
        String uuid = form.formatted(UUID.randomUUID().toString().substring(0, 8));
        Observation result = noted("uuid-" + uuid, "repeats urn:uuid:" + uuid);
        result.addIdentifier().setSystem("https://hospital.example/lab").setValue("urn:uuid:" + uuid);
        result.addDerivedFrom()
                .setIdentifier(new Identifier()
                        .setSystem("https://hospital.example/lab")
                        .setValue(uuid));

        String id = "site-unknown." + uuid;
        Answer answer = client.put("/Observation/" + id, result.setId(id));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void ofARefusedTransactionNothingIsStored() {
        Bundle bundle = Labs.transaction(
                Labs.platelets("screened-1", "beside", "30", "10*9/L", "2026-03-05"), noted("within", OWN));

        Answer answer = client.post("", bundle);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.issues()).contains("Bundle.entry[1].resource.ofType(Observation).note[0].text");
        assertThat(client.get("/Observation?identifier=https://hospital.example/lab|beside&_summary=count")
                        .bundle()
                        .getTotal())
                .isZero();
    }

    @Test
    void ofABatchTheFaultyEntryIsRefusedAlone() {
        Bundle bundle = Labs.transaction(
                        Labs.platelets("screened-1", "batched", "30", "10*9/L", "2026-03-05"), noted("batched-2", OWN))
                .setType(BundleType.BATCH);

        Bundle answer = client.post("", bundle).bundle();

        assertThat(answer.getEntry().get(0).getResponse().getStatus()).startsWith("201");
        assertThat(answer.getEntry().get(1).getResponse().getStatus()).startsWith("422");
    }

    @Test
    void aWriteFromInsideIsScreenedToo() {
        assertThatExceptionOfType(UnprocessableEntityException.class)
                .isThrownBy(() -> observations.create(noted("inside", OWN), new SystemRequestDetails()));
    }

    @Test
    void aMegabyteOfTextIsAnsweredInSeconds() {
        StringBuilder words = new StringBuilder();
        while (words.length() < 1_000_000) {
            words.append("word ").append(words.length()).append("-a ");
        }
        Instant began = Instant.now();

        Answer clean = client.post("/Observation", noted("long", "platelets clumped; ".repeat(50_000)));
        Answer numbers = client.post("/Observation", noted("numbers", words.toString()));

        assertThat(clean.status()).as(clean.body()).isEqualTo(201);
        assertThat(numbers.status()).isEqualTo(422);
        assertThat(numbers.issues()).contains("more numbers than");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    private static Observation noted(String identifier, String note) {
        Observation result = Labs.platelets("screened-1", "screened-" + identifier, "30", "10*9/L", "2026-03-05");
        result.addNote().setText(note);
        return result;
    }
}

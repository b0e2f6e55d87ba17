package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class DeleteRefusalIT {

    private final FhirClient client;

    DeleteRefusalIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeEach
    void aSubject() {
        assertThat(client.post("", Labs.transaction(Labs.participant("kept-1"))).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Patient/kept-1", "/Patient?identifier=https://platelink.org/synthetic|kept-1"})
    void whoWantsToDeleteIsToldWhatToDoInstead(String what) {
        Answer answer = client.delete(what);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.issues()).contains("Nothing is deleted here").contains("entered-in-error");
        assertThat(client.get("/Patient/kept-1").status()).isEqualTo(200);
    }

    @Test
    void aTransactionThatDeletesIsRefusedWhole() {
        Answer answer = client.post("", deletion(BundleType.TRANSACTION, "kept-2"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(client.get("/Patient/kept-1").status()).isEqualTo(200);
        assertThat(client.get("/Patient/kept-2").status()).isEqualTo(404);
    }

    @Test
    void anEntryOfABatchThatDeletesIsRefusedAlone() {
        Answer answer = client.post("", deletion(BundleType.BATCH, "kept-3"));

        assertThat(answer.bundle().getEntry())
                .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
                .containsExactly("201", "412");
        assertThat(answer.body()).contains("deletion is not permitted");
        assertThat(client.get("/Patient/kept-1").status()).isEqualTo(200);
    }

    @Test
    void theCapabilityStatementClaimsNoDeletion() {
        CapabilityStatement statement = client.get("/metadata").as(CapabilityStatement.class);

        assertThat(statement.getRestFirstRep().getResource()).isNotEmpty().allSatisfy(type -> {
            assertThat(type.getInteraction())
                    .extracting(interaction -> interaction.getCode())
                    .doesNotContain(TypeRestfulInteraction.DELETE);
            assertThat(type.hasConditionalDelete()).isFalse();
        });
    }

    private static Bundle deletion(BundleType type, String created) {
        Bundle bundle = Labs.transaction(Labs.participant(created)).setType(type);
        bundle.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl("Patient/kept-1");
        return bundle;
    }
}

package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.SAME_THREAD;
import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.platelets;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;
import org.platelink.laboratory.intake.Messages;

/** A blood count that a laboratory system delivers over MLLP to a server in a process of its own. */
@OwnServers
class MllpIntakeIT {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String NUMBER = "SYN-M000123";
    private static final String WBC = "NM|WBC^Leukocytes^L||4.1|10*9/L|4-10|N|||F";

    @TempDir
    private static Path home;

    private static int mllp;
    private static ServerProcess server;
    private static Messages laboratory;
    private static String patient;

    @BeforeAll
    static void startAServerThatListensForAnna() {
        mllp = ServerProcess.freePort();
        server = ServerProcess.startUntilReady(Map.of(
                "PLATELINK_HOME",
                home.toString(),
                "PLATELINK_LAB_MLLP_PORT",
                Integer.toString(mllp),
                "PLATELINK_LAB_MLLP_CERTIFICATE",
                Certificates.made().certificate(Certificates.SERVER).toString(),
                "PLATELINK_LAB_MLLP_PRIVATEKEY",
                Certificates.made().key(Certificates.SERVER).toString(),
                "PLATELINK_LAB_MLLP_PEERS_ANNA_CERTIFICATE",
                Certificates.made().certificate(Certificates.ANNA).toString(),
                "PLATELINK_LAB_MLLP_PEERS_ANNA_SITE",
                "site-unknown",
                "PLATELINK_LAB_MLLP_PEERS_ANNA_IDENTIFIERSYSTEMS",
                "https://platelink.org/synthetic"));
        laboratory = new Messages(server.port());
        patient = laboratory.participant(NUMBER);
    }

    @AfterAll
    static void stopTheServer() {
        if (server != null) {
            server.close();
        }
    }

    private static String count(String control, String order, String value) {
        String time = "20260302090000+0800";
        return oru(control, time, NUMBER, order, time, platelets(value, "F"), WBC);
    }

    @Test
    @Execution(SAME_THREAD)
    void aBloodCountOverMllpIsAcknowledgedAndStored() throws Exception {
        try (HapiContext hapi = new DefaultHapiContext()) {
            // Without it HAPI keeps its last id in a file in the working folder.
            hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
            hapi.setSocketFactory(new PeersSockets());
            Connection connection = hapi.newClient("127.0.0.1", mllp, true);
            // Of HAPI's ten seconds a server that has just started may take all, beside others that start.
            connection.getInitiator().setTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS);

            Message answer = connection
                    .getInitiator()
                    .sendAndReceive(hapi.getPipeParser().parse(count("MLLP1", "ORDM1", "27")));
            connection.close();

            assertThat(new Terser(answer).get("MSA-1")).isEqualTo("AA");
            assertThat(new Terser(answer).get("MSA-2")).isEqualTo("MLLP1");
        }
        Awaitility.await().atMost(LONGEST).until(() -> results("27").size() == 1);
        assertThat(results("27").get(0).getCode().getCodingFirstRep().getCode()).isEqualTo("777-3");
        assertThat(results("4.1")).isNotEmpty();
    }

    private static List<Observation> results(String value) {
        return FhirClient.of(server.port(), "analyst-demo")
                .get("/Observation?subject=Patient/" + patient + "&value-quantity=" + value)
                .bundle()
                .getEntry()
                .stream()
                .map(entry -> (Observation) entry.getResource())
                .toList();
    }

    @Test
    @Execution(SAME_THREAD)
    void theLogHasOneLineOfEachMessageAndNothingOfThePatient() {
        String message = count("LOG1", "ORDL1", "28");
        String applied = Messages.id(laboratory.send(message));
        laboratory.fateOf(applied);
        String again = Messages.id(laboratory.send(message));
        String reused = Messages.id(laboratory.send(count("LOG1", "ORDL1", "29")));
        String stranger =
                Messages.id(laboratory.send(count("LOG2", "ORDL2", "30").replace(NUMBER, "SYN-M999999")));
        String inWords = Messages.id(laboratory.send(count("LOG3", "ORDL3", "SYN-NONE")));

        for (String id : List.of(applied, again, reused, stranger, inWords)) {
            Awaitility.await().atMost(LONGEST).until(() -> lines(id).size() == 1);
        }

        assertThat(lines(applied).get(0)).endsWith("message " + applied + " applied (https, site-unknown)");
        assertThat(lines(again).get(0)).contains("duplicate");
        assertThat(lines(reused).get(0)).contains("rejected");
        assertThat(lines(stranger).get(0)).contains("parked");
        assertThat(server.output())
                .doesNotContain(NUMBER, "SYN-M999999", "SYN-NONE", "ORDL", "LOG1", "Exception", "\tat ");
    }

    private static List<String> lines(String id) {
        return server.lines().stream().filter(line -> line.contains(id)).toList();
    }

    @Test
    @Execution(SAME_THREAD)
    void theMetersAreForTheOperatorAndTellNothingOfAPatient() {
        laboratory.fateOf(Messages.id(laboratory.send(count("METER1", "ORDMETER", "31"))));
        String meters = laboratory.url("/actuator/prometheus");

        Answer seen = FhirClient.of(server.port(), "operator").get(meters);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body())
                .contains("platelink_intake_waiting")
                .containsPattern("platelink_intake_messages_total\\{[^}]*fate=\"applied\"[^}]*} [1-9]")
                .containsPattern("platelink_intake_messages_total\\{door=\"https\",fate=\"received\"} [1-9]")
                .doesNotContain(NUMBER, patient, "ORDMETER", "METER1");
        assertThat(FhirClient.withoutToken(server.port()).get(meters).status()).isEqualTo(401);
        assertThat(FhirClient.of(server.port(), "ehr-demo").get(meters).status())
                .isEqualTo(403);
    }
}

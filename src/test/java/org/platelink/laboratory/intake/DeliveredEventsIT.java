package org.platelink.laboratory.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.id;
import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.platelets;
import static org.platelink.laboratory.intake.Messages.unique;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the trail has of messages and of what they change. */
@ServerTest
class DeliveredEventsIT {

    private static final String EHR = "\"role\":[{\"text\":\"ehr\"}],\"who\":{\"identifier\":{\"value\":\"ehr-demo\"}}";

    private final JdbcClient database;
    private final Messages laboratory;
    private final String number = unique("SYN-");
    private String patient = "";

    DeliveredEventsIT(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.database = database;
        this.laboratory = new Messages(port);
    }

    @BeforeEach
    void aParticipantWhomTheLaboratoryKnows() {
        patient = laboratory.participant(number);
    }

    @Test
    void whoDeliveredAMessageIsTheAgentOfWhatItChanged() {
        Answer answer = laboratory.send(message(number));
        assertThat(laboratory.fateOf(id(answer))).isEqualTo("applied");

        assertThat(events(id(answer)))
                .anySatisfy(change -> assertThat(change)
                        .contains(EHR, "\"reference\":\"Observation/", "\"reference\":\"Patient/" + patient + "\"")
                        .contains("\"action\":\"C\""))
                .anySatisfy(came -> assertThat(came)
                        .contains(EHR, "A message came by https: received.", "\"address\":\"127.0.0.1\""));
    }

    @Test
    void aMessageThatIsParkedRejectedOrComesAgainLeavesThat() {
        String text = message("UNKNOWN-" + unique(""));
        Answer parked = laboratory.send(text);
        Answer again = laboratory.send(text);
        Answer rejected = laboratory.send(text.replace("|P|2.5.1", "|T|2.5.1"));

        assertThat(came(id(parked))).contains(EHR, "A message came by https: parked.");
        assertThat(came(id(again))).contains(EHR, "A message came by https: duplicate.");
        assertThat(came(id(rejected))).contains(EHR, "A message came by https: rejected.", "\"outcome\":\"4\"");
    }

    private String message(String patientNumber) {
        return oru(
                unique("M"),
                "20260302090000+0800",
                patientNumber,
                unique("ORD"),
                "20260302085500+0800",
                platelets("27.0", "F"));
    }

    private String came(String message) {
        Awaitility.await().until(() -> !events(message).isEmpty());
        return events(message).get(0);
    }

    private List<String> events(String message) {
        return database.sql("select event from audit.trail where position(? in event) > 0 order by seq")
                .param(message)
                .query(String.class)
                .list();
    }
}

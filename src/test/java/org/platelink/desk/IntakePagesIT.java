package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.id;
import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.platelets;
import static org.platelink.laboratory.intake.Messages.unique;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of a site's messages: what stands on them, for whom. */
@ServerTest
class IntakePagesIT {

    private static final String UNMAPPED = "NM|HGB^Haemoglobin^L||120|xx%s|||||F";

    @LocalServerPort
    private int port;

    private Messages laboratory;
    private String number;

    @BeforeEach
    void aParticipantWhomTheLaboratoryKnows() {
        laboratory = new Messages(port);
        number = unique("DESK-");
    }

    private String sent(String... results) {
        Answer answer = laboratory.send(
                oru(unique("D"), "20260302090000+0800", number, unique("ORD"), "20260302085500+0800", results));
        String id = id(answer);
        laboratory.fateOf(id);
        return id;
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "monitor", "laboratory"})
    void aMessageIsShownWithItsFieldsAndWhatBecameOfEachResult(String role) {
        String patient = laboratory.participant(number);
        String unit = unique("");
        String id = sent(platelets("27", "F"), UNMAPPED.formatted(unit));
        DeskClient desk = DeskClient.as(port, role);

        HttpResponse<String> list = desk.get("/desk/intake?status=partial&reason=unmapped-unit&text=xx" + unit);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body())
                .contains("/desk/intake/messages/" + id, "Stored in part", "Unmapped unit")
                .doesNotContain("class=\"empty\"");

        String page = desk.get("/desk/intake/messages/" + id).body();
        assertThat(page)
                .contains("Observation Identifier", "PLT^Platelets^L", "Patient Identifier List", number)
                .contains("No map says what the unit xx" + unit, "MSA|AA|")
                .containsPattern("OBX\\[1][\\s\\S]*?Stored[\\s\\S]*?/desk/resources/Observation/")
                .containsPattern("OBX\\[2][\\s\\S]*?Waits");
        Matcher stored =
                Pattern.compile("/desk/resources/Observation/([\\w-]+)\"").matcher(page);
        assertThat(stored.find()).isTrue();
        assertThat(desk.get("/desk/intake/messages/" + id + "/text").body()).startsWith("MSH|^~\\&|");
        assertThat(patient).isNotEmpty();
    }

    @Test
    void whatWaitsForOneThingIsOneWorkItem() {
        String patient = laboratory.participant(number);
        String unit = unique("w");
        sent(UNMAPPED.formatted(unit));
        sent(UNMAPPED.formatted(unit), UNMAPPED.formatted(unit));

        String page = DeskClient.as(port, "coordinator")
                .get("/desk/intake/work-items")
                .body();
        int at = page.indexOf("xx" + unit);
        assertThat(at).isPositive();
        assertThat(page.substring(at)).contains("3 results of 2 messages", "reason=unmapped-unit");
        assertThat(DeskClient.as(port, "laboratory").get("/desk/intake/senders").body())
                .contains("ehr-demo", "HL7 v2, HTTPS");
        assertThat(patient).isNotEmpty();
    }

    @Test
    void theAnswerIsShownAsItWasSent() {
        Answer answer = laboratory.send(oru(
                unique("D"),
                "20260302090000+0800",
                number,
                unique("ORD"),
                "20260302085500+0800",
                platelets("27", "F")));
        String control = answer.body().split("\\|")[9];

        assertThat(DeskClient.as(port, "laboratory")
                        .get("/desk/intake/messages/" + id(answer))
                        .body())
                .contains(
                        "The acknowledgement as it was sent.",
                        answer.body().split("\r")[0].split("\\|")[6],
                        control);
    }

    @Test
    void whatIsNoMessageIsShownWithItsAnswer() {
        Answer answer = laboratory.send("No message " + number);
        assertThat(DeskClient.as(port, "laboratory")
                        .get("/desk/intake/messages/" + id(answer))
                        .body())
                .contains("Refused", "No header", "MSA|AR|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyst", "registry", "admin"})
    void othersAreRefused(String role) {
        DeskClient desk = DeskClient.as(port, role);
        for (String path : new String[] {
            "/desk/intake",
            "/desk/intake/work-items",
            "/desk/intake/senders",
            "/desk/intake/messages/00000000-0000-0000-0000-000000000001"
        }) {
            HttpResponse<String> answer = desk.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("This is not yours to see");
        }
        assertThat(desk.get("/desk").body()).doesNotContain("href=\"/desk/intake\"");
    }

    @Test
    void nobodySeesItWithoutSigningIn() {
        assertThat(DeskClient.at(port).get("/desk/intake").statusCode()).isEqualTo(303);
        assertThat(DeskClient.at(port).get("/desk/intake/stream?after=0").statusCode())
                .isEqualTo(303);
    }

    @Test
    void itIsThereInChinese() {
        String page = DeskClient.in(port, "zh-CN")
                .tryAs("coordinator")
                .get("/desk/intake?text=" + number)
                .body();
        assertThat(page).contains("数据接收", "没有符合条件的消息").doesNotContain("Intake<");
    }

    @Test
    void anUnknownMessageIsNoPage() {
        DeskClient desk = DeskClient.as(port, "coordinator");
        assertThat(desk.get("/desk/intake/messages/00000000-0000-0000-0000-000000000001")
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.get("/desk/intake?before=0").statusCode()).isEqualTo(400);
    }

    @Test
    void whoLooksIsToldWhatIsNew() throws Exception {
        DeskClient desk = DeskClient.as(port, "coordinator");
        String page = desk.get("/desk/intake").body();
        Matcher stream = Pattern.compile("data-stream=\"([^\"]+)\"").matcher(page);
        assertThat(stream.find()).isTrue();
        CompletableFuture<String> told = CompletableFuture.supplyAsync(
                () -> desk.firstEvent(stream.group(1).replace("&amp;", "&"), "news"));
        // Longer than a header may take.
        Thread.sleep(12_000);
        laboratory.send("No message " + number);
        assertThat(told.get(20, TimeUnit.SECONDS)).contains("new message");
    }

    @Test
    void theStreamEndsWithTheSession() throws Exception {
        DeskClient desk = DeskClient.as(port, "laboratory");
        CompletableFuture<String> told =
                CompletableFuture.supplyAsync(() -> desk.firstEvent("/desk/intake/stream?after=999999999", "end"));
        Thread.sleep(500);
        assertThat(desk.post("/desk/sign-out", java.util.Map.of()).statusCode()).isEqualTo(303);
        assertThat(told.get(30, TimeUnit.SECONDS)).isNotNull();
    }
}

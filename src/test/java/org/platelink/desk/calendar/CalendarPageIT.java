package org.platelink.desk.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.desk.DeskClient;
import org.platelink.security.access.TwoSites;
import org.platelink.trial.schedule.Visits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All persons are invented. */
@ServerTest
class CalendarPageIT {

    private static final String PAGE = "/desk/studies/NCT06813157/calendar";
    private static final Pattern FEED = Pattern.compile("http[^<]*(/desk/feeds/([A-Za-z0-9_-]{43})\\.ics)");

    private final int port;
    private final FhirClient coordinator;
    private final JdbcClient database;

    CalendarPageIT(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.port = port;
        this.coordinator = FhirClient.at(port);
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "monitor", "analyst"})
    void whoSeesSubjectsSeesTheirNextVisits(String role) {
        Visits subject = treated("desk-cal-" + role);

        HttpResponse<String> page = DeskClient.as(port, role).get(PAGE + "?days=28");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("/desk/studies/NCT06813157/subjects/" + subject.subject() + "\"")
                .contains("Infusion 2", "Infusion 3", "may move", "Week of")
                .doesNotContain("<script>", "style=\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"laboratory", "registry", "admin"})
    void othersAreRefused(String role) {
        DeskClient client = DeskClient.as(port, role);

        assertThat(client.get(PAGE).statusCode()).isEqualTo(403);
        assertThat(client.post(PAGE + "/feed", Map.of()).statusCode()).isEqualTo(403);
        assertThat(DeskClient.at(port).get(PAGE).statusCode()).isEqualTo(303);
    }

    @Test
    void itIsReadInChinese() {
        assertThat(DeskClient.in(port, "zh-CN").tryAs("monitor").get(PAGE).body())
                .contains("查看范围", "在您自己的日历中");
    }

    @Test
    void aFeedGivesTheVisitsWithoutASessionUntilItIsEnded() {
        Visits subject = treated("desk-cal-feed");
        DeskClient client = DeskClient.as(port, "coordinator");
        String address = feed(client.post(PAGE + "/feed", Map.of()));
        DeskClient calendar = DeskClient.at(port);

        HttpResponse<String> feed = calendar.get(address);

        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(feed.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(feed.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("platelink_session"));
        String text = feed.body().replace("\r\n ", "");
        assertThat(text)
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("UID:" + subject.subject() + "/infusion-2@NCT06813157.platelink\r\n")
                .contains("X-WR-CALNAME:Visits of NCT06813157\r\n")
                .doesNotContain("desk-cal-feed", "1980-05-17");
        assertThat(client.get(PAGE).body())
                .contains("A calendar last asked for it")
                .doesNotContain(address);
        assertThat(calendar.get(address + "?lang=zh-CN").body().replace("\r\n ", ""))
                .contains("NCT06813157 的访视", "时间窗:");

        String another = feed(client.post(PAGE + "/feed", Map.of()));

        assertThat(calendar.get(address).statusCode()).isEqualTo(404);
        assertThat(calendar.get(another).statusCode()).isEqualTo(200);
        assertThat(client.post(PAGE + "/feed/end", Map.of()).statusCode()).isEqualTo(303);
        assertThat(calendar.get(another).statusCode()).isEqualTo(404);
        assertThat(calendar.get("/desk/feeds/nothing.ics").statusCode()).isEqualTo(404);
    }

    @Test
    void theSecretIsKeptNowhereAndAFormOfAnotherSiteMakesNone() {
        DeskClient client = DeskClient.as(port, "monitor");
        String address = feed(client.post(PAGE + "/feed", Map.of()));

        Matcher secret = Pattern.compile("feeds/(.*)\\.ics").matcher(address);
        assertThat(secret.find()).isTrue();
        assertThat(database.sql("select count(*) from access.calendar_feed where encode(secret, 'escape') like ?")
                        .param("%" + secret.group(1) + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(client.postBare(PAGE + "/feed", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void aPersonWhoIsShutOutHasNoFeedAnyMoreAndNoneWhenLetInAgain() {
        FhirClient operator = TwoSites.on(port).as("operator");
        String users = "http://127.0.0.1:" + port + "/admin/users";
        String added = operator.send(
                        "POST",
                        users,
                        "application/json",
                        "{\"login\": \"desk.cal.gone\", \"name\": \"Desk Calendar\", \"role\": \"analyst\"}")
                .body();
        DeskClient client = DeskClient.at(port);
        choosePassword(client, code(added));
        String address = feed(client.post(PAGE + "/feed", Map.of()));
        assertThat(DeskClient.at(port).get(address).statusCode()).isEqualTo(200);

        assertThat(operator.delete(users + "/desk.cal.gone").status()).isEqualTo(200);

        assertThat(DeskClient.at(port).get(address).statusCode()).isEqualTo(404);
        choosePassword(
                DeskClient.at(port),
                code(operator.send("POST", users + "/desk.cal.gone/$reset", "application/json", "")
                        .body()));
        assertThat(DeskClient.at(port).get(address).statusCode()).isEqualTo(404);
    }

    private static String code(String answer) {
        Matcher code = Pattern.compile("\"code\":\"([^\"]+)\"").matcher(answer);
        assertThat(code.find()).as(answer).isTrue();
        return code.group(1);
    }

    private static void choosePassword(DeskClient client, String code) {
        String password = "four lanterns drift north " + code.substring(0, 5);
        HttpResponse<String> chosen = client.post(
                "/desk/welcome",
                Map.of("login", "desk.cal.gone", "code", code, "password", password, "again", password));
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(303);
    }

    private static String feed(HttpResponse<String> made) {
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        Matcher address = FEED.matcher(made.body());
        assertThat(address.find()).as(made.body()).isTrue();
        return address.group(1);
    }

    /** With a first infusion some days ago, so that the second is to come. */
    private Visits treated(String number) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Visits subject = Visits.of(coordinator, number, today.minusDays(12) + "T09:00:00Z")
                .eligible(today.minusDays(8).toString());
        subject.visit("v2-baseline", today.minusDays(6).toString());
        subject.infusion("infusion-1", today.minusDays(4).toString());
        return subject;
    }
}

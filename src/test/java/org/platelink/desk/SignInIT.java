package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in with a password of one's own, or as a role on the server's own machine. */
@ServerTest
class SignInIT {

    private static final String PASSWORD = "seven grey herons wade";

    private final int port;
    private final FhirClient admin;
    private final JdbcClient database;

    SignInIT(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.port = port;
        this.admin = FhirClient.of(port, "operator");
        this.database = database;
    }

    @Test
    void aBrowserIsShownAPageAndAProgramIsToldWhatItWasTold() throws Exception {
        HttpResponse<String> page = DeskClient.at(port).get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Platelink", "NCT06813157", "/desk/sign-in");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");

        HttpResponse<String> program = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.body()).contains("OperationOutcome");
    }

    @Test
    void whoIsNotSignedInIsSentThereAndComesBackToTheSamePage() {
        DeskClient browser = DeskClient.at(port);

        HttpResponse<String> first = browser.get("/desk/sessions");
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).contains("/desk/sign-in");

        HttpResponse<String> signedIn = browser.post("/desk/try", Map.of("login", "demo-coordinator"));
        assertThat(signedIn.statusCode()).isEqualTo(303);
        // What a DeskClient asks for to get a form is the last page that was asked for.
        assertThat(signedIn.headers().firstValue("Location").orElse("")).startsWith("/desk/");
        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonChoosesAPasswordWithACodeSignsInAndIsShutOut() throws Exception {
        String code = add("signin-one", "coordinator");
        DeskClient browser = DeskClient.at(port);

        assertThat(welcome(browser, "signin-one", code, "password1234")).contains("guessed");
        assertThat(welcome(browser, "signin-one", code, "short")).contains("12 characters");
        assertThat(welcome(browser, "signin-one", "wrong-code", PASSWORD)).contains("do not belong together");
        HttpResponse<String> chosen = browser.post(
                "/desk/welcome", Map.of("login", "signin-one", "code", code, "password", PASSWORD, "again", PASSWORD));
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(browser.get("/desk/sessions").body()).contains("Synthetic coordinator", "this one");

        assertThat(welcome(DeskClient.at(port), "signin-one", code, PASSWORD)).contains("do not belong together");

        DeskClient elsewhere = DeskClient.at(port);
        assertThat(signIn(elsewhere, "signin-one", "not " + PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(signIn(elsewhere, "signin-one", PASSWORD).statusCode()).isEqualTo(303);
        assertThat(elsewhere.get("/desk/sessions").statusCode()).isEqualTo(200);

        // Another password, for who knows the present one.
        String other = "four tall cranes sleep";
        assertThat(password(elsewhere, "not " + PASSWORD, other)).contains("not your present password");
        assertThat(password(elsewhere, PASSWORD, "1234567890123")).contains("guessed");
        assertThat(password(elsewhere, PASSWORD, other)).contains("The password is changed");
        assertThat(browser.get("/desk/sessions").statusCode())
                .as("it ends the others")
                .isEqualTo(303);
        assertThat(elsewhere.get("/desk/sessions").statusCode()).isEqualTo(200);
        assertThat(signIn(browser, "signin-one", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn(browser, "signin-one", other).statusCode()).isEqualTo(303);

        // Ending the other session, and then being shut out.
        assertThat(elsewhere.post("/desk/sessions/end", Map.of()).statusCode()).isEqualTo(303);
        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(303);
        assertThat(admin.send("DELETE", root() + "/admin/users/signin-one", "application/json", "")
                        .status())
                .isEqualTo(200);
        assertThat(elsewhere.get("/desk/sessions").statusCode()).isEqualTo(303);
        assertThat(signIn(DeskClient.at(port), "signin-one", PASSWORD).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoGuessesIsShutOutAndThePersonIsNot() throws Exception {
        String code = add("signin-two", "monitor");
        DeskClient own = DeskClient.at(port);
        own.post("/desk/welcome", Map.of("login", "signin-two", "code", code, "password", PASSWORD, "again", PASSWORD));
        own.post("/desk/sign-out", Map.of());

        DeskClient guesser = DeskClient.at(port);
        int status = 0;
        for (int i = 0; i < 12; i++) {
            status = signIn(guesser, "signin-two", "guess number " + i).statusCode();
        }
        assertThat(status).isEqualTo(429);
        // From an unknown browser not even the right one is looked at; from one that is known it is.
        assertThat(signIn(DeskClient.at(port), "signin-two", PASSWORD).statusCode())
                .isEqualTo(429);
        assertThat(signIn(own, "signin-two", PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void aFormOfAnotherPageDoesNothing() {
        DeskClient browser = DeskClient.as(port, "coordinator");

        HttpResponse<String> foreign = browser.postBare("/desk/sign-out", Map.of());

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("too old");
        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(200);
    }

    @Test
    void aRoleIsTriedFromThisMachineAlone() {
        DeskClient browser = DeskClient.at(port);
        assertThat(browser.get("/desk/sign-in").body()).contains("demo-monitor");

        HttpResponse<String> passedOn = browser.get("/desk/sign-in", "X-Forwarded-For", "203.0.113.7");

        assertThat(passedOn.body()).doesNotContain("demo-monitor");
        DeskClient signedIn = DeskClient.as(port, "monitor");
        assertThat(signedIn.get("/desk/sessions", "X-Forwarded-For", "203.0.113.7")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void aCookieIsNoTokenAndALoopbackTokenIsNone() throws Exception {
        DeskClient browser = DeskClient.as(port, "admin");

        assertThat(browser.get("/admin/clients").statusCode()).isEqualTo(401);
        assertThat(FhirClient.withToken(port, "loopback.abc")
                        .get("/ResearchStudy")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theTrailNamesThePerson() throws Exception {
        String code = add("signin-three", "analyst");
        DeskClient browser = DeskClient.at(port);
        browser.post(
                "/desk/welcome",
                Map.of("login", "signin-three", "code", code, "password", PASSWORD, "again", PASSWORD));
        browser.get("/desk/sessions");

        String events =
                admin.get("/AuditEvent?agent=user:signin-three&_count=50").body();

        assertThat(events).contains("A password was chosen", "user:signin-three");
    }

    @Test
    void nobodyIsAddedWithoutASiteOrUnderADemosName() {
        assertThat(post("{\"login\":\"signin-four\",\"name\":\"N. N.\",\"role\":\"coordinator\"}")
                        .body())
                .contains("needs a site");
        assertThat(post("{\"login\":\"demo-admin\",\"name\":\"N. N.\",\"role\":\"admin\"}")
                        .body())
                .contains("demo-");
        assertThat(post("{\"login\":\"signin-five\",\"name\":\"N. N.\",\"role\":\"coordinator\",\"site\":\"nowhere\"}")
                        .body())
                .contains("no Organization/nowhere");
        assertThat(post("{\"login\":\"signin-six\",\"name\":\"N. N.\",\"role\":\"ehr\",\"site\":\"site-unknown\"}")
                        .body())
                .contains("laboratory");
    }

    @Test
    void cookiesAreOfThisServerAlone() {
        List<String> cookies = new ArrayList<>(
                DeskClient.at(port).get("/desk/sign-in").headers().allValues("Set-Cookie"));
        cookies.addAll(DeskClient.at(port)
                .post("/desk/try", Map.of("login", "demo-analyst"))
                .headers()
                .allValues("Set-Cookie"));

        assertThat(cookies)
                .anyMatch(cookie -> cookie.startsWith("platelink_session="))
                .allMatch(cookie ->
                        cookie.contains("HttpOnly") && (cookie.contains("Max-Age=0") || cookie.contains("SameSite")));
        assertThat(cookies)
                .filteredOn(cookie -> cookie.startsWith("platelink_session="))
                .allMatch(cookie -> cookie.split("=")[1].length() > 40);
    }

    @Test
    void fieldsOfPasswordsAreForManagersToo() {
        String page = DeskClient.at(port).get("/desk/welcome").body()
                + DeskClient.at(port).get("/desk/sign-in").body();

        assertThat(page)
                .contains("type=\"password\" autocomplete=\"new-password\"")
                .contains("type=\"password\" autocomplete=\"current-password\"")
                .doesNotContain("onpaste", "hint", "question");
    }

    @Test
    void aResetEndsAllSessions() throws Exception {
        String code = add("signin-seven", "coordinator");
        DeskClient browser = DeskClient.at(port);
        welcome(browser, "signin-seven", code, PASSWORD);
        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(200);

        FhirClient.Answer reset =
                admin.send("POST", root() + "/admin/users/signin-seven/$reset", "application/json", "");

        assertThat(reset.status()).isEqualTo(200);
        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(303);
        assertThat(signIn(browser, "signin-seven", PASSWORD).statusCode()).isEqualTo(401);
        String next = new ObjectMapper().readTree(reset.body()).get("code").asText();
        assertThat(browser.post(
                                "/desk/welcome",
                                Map.of("login", "signin-seven", "code", next, "password", PASSWORD, "again", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void eachSignInBeginsASessionOfItsOwn() {
        DeskClient browser = DeskClient.at(port);
        String first = session(browser.post("/desk/try", Map.of("login", "demo-analyst")));
        String second = session(browser.post("/desk/try", Map.of("login", "demo-analyst")));

        assertThat(second).isNotEqualTo(first);
        HttpResponse<String> out = browser.post("/desk/sign-out", Map.of());
        assertThat(out.headers().firstValue("Clear-Site-Data")).isPresent();
        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(303);
    }

    @Test
    void anIdleOrAnOldSessionEnds() throws Exception {
        String code = add("signin-eight", "coordinator");
        DeskClient browser = DeskClient.at(port);
        welcome(browser, "signin-eight", code, PASSWORD);
        assertThat(database.sql(
                                "select max_inactive_interval from access.session where principal_name = 'signin-eight'")
                        .query(Integer.class)
                        .list())
                .containsOnly(30 * 60);

        database.sql(
                        "update access.session set creation_time = creation_time - ? where principal_name = 'signin-eight'")
                .param(12 * 60 * 60 * 1000L + 1)
                .update();

        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(303);
    }

    private static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("platelink_session="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsKeptOfWhoOnlyLooks() {
        long before = sessions();
        for (int i = 0; i < 5; i++) {
            DeskClient.at(port).get("/desk/sign-in");
            DeskClient.at(port).get("/");
        }
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void bothLanguagesAreSpoken() {
        assertThat(DeskClient.in(port, "zh-CN,zh;q=0.9").get("/desk/sign-in").body())
                .contains("lang=\"zh-CN\"", "登录");
        DeskClient browser = DeskClient.at(port);
        assertThat(browser.post("/desk/language", Map.of("to", "zh-CN", "back", "/desk/sign-in"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/desk/sign-in").body()).contains("试用身份");
        assertThat(browser.post("/desk/language", Map.of("to", "en", "back", "https://elsewhere.example"))
                        .headers()
                        .firstValue("Location"))
                .contains("/");
    }

    private long sessions() {
        return database.sql("select count(*) from access.session")
                .query(Long.class)
                .single();
    }

    private String add(String login, String role) throws Exception {
        FhirClient.Answer answer = post("{\"login\":\"" + login + "\",\"name\":\"Synthetic " + role + "\",\"role\":\""
                + role + "\",\"site\":\"site-unknown\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode added = new ObjectMapper().readTree(answer.body());
        return added.get("code").asText();
    }

    private FhirClient.Answer post(String json) {
        return admin.send("POST", root() + "/admin/users", "application/json", json);
    }

    private static String welcome(DeskClient browser, String login, String code, String password) {
        return browser.post(
                        "/desk/welcome", Map.of("login", login, "code", code, "password", password, "again", password))
                .body();
    }

    private static String password(DeskClient browser, String present, String password) {
        return browser.post("/desk/password", Map.of("present", present, "password", password, "again", password))
                .body();
    }

    private static HttpResponse<String> signIn(DeskClient browser, String login, String password) {
        return browser.post("/desk/sign-in", Map.of("login", login, "password", password));
    }

    private String root() {
        return "http://localhost:" + port;
    }
}

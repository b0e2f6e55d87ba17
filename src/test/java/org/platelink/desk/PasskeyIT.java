package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever has a passkey is asked for it after the password, and is nobody until it is shown. */
@ServerTest
class PasskeyIT {

    private static final String PASSWORD = "nine brown otters swim";
    private static final String STEP = "/desk/sign-in/passkey";
    private static final Pattern OPTIONS = Pattern.compile("data-options=\"([^\"]+)\"");

    private final int port;
    private final String root;
    private final FhirClient admin;
    private final JdbcClient database;

    PasskeyIT(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.port = port;
        this.root = "http://localhost:" + port;
        this.admin = FhirClient.of(port, "operator");
        this.database = database;
    }

    @Test
    void nothingIsReachedBetweenPasswordAndPasskey() throws Exception {
        SoftAuthenticator key = new SoftAuthenticator(root);
        person("passkey-one", key);
        DeskClient browser = DeskClient.at(port);

        HttpResponse<String> half = signIn(browser, "passkey-one");

        assertThat(half.statusCode()).isEqualTo(303);
        assertThat(half.headers().firstValue("Location")).contains(STEP);
        for (String page : List.of(
                "/desk",
                "/desk/sessions",
                "/desk/passkeys",
                "/desk/apps",
                "/desk/intake",
                "/desk/studies/NCT06813157/subjects",
                "/desk/studies/NCT06813157/overview",
                "/desk/resources/Patient",
                "/desk/administration")) {
            HttpResponse<String> answer = browser.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).as(page).contains("/desk/sign-in");
        }
        assertThat(browser.get("/").body()).contains("/desk/sign-in").doesNotContain("/desk/sign-out");
        assertThat(browser.get("/fhir/Patient").statusCode()).isEqualTo(401);
        assertThat(browser.post("/desk/password", Map.of("present", PASSWORD)).statusCode())
                .isEqualTo(303);
        assertThat(browser.post("/desk/passkeys", Map.of("name", "x")).statusCode())
                .isEqualTo(303);
        assertThat(browser.postBare(STEP, Map.of("credential", "{}")).statusCode())
                .as("without the form's token")
                .isEqualTo(403);

        HttpResponse<String> whole = browser.post(STEP, Map.of("credential", key.show(options(browser, STEP))));

        assertThat(whole.statusCode()).isEqualTo(303);
        assertThat(session(whole)).isNotEqualTo(session(half));
        assertThat(browser.get("/desk/sessions").body()).contains("My passkeys", "Key of passkey-one", "last used");
        assertThat(browser.get(STEP).headers().firstValue("Location")).contains("/desk/sign-in?why=too-late");
        String events =
                admin.get("/AuditEvent?agent=user:passkey-one&_count=50").body();
        assertThat(events)
                .contains("A passkey was added", "a passkey is asked for", "with a password and a passkey")
                .doesNotContain(key.id());
    }

    @Test
    void whatIsNotThePersonsPasskeyOfThisMomentIsRefused() throws Exception {
        SoftAuthenticator key = new SoftAuthenticator(root);
        SoftAuthenticator others = new SoftAuthenticator(root);
        person("passkey-two", key);
        person("passkey-three", others);
        DeskClient browser = DeskClient.at(port);
        signIn(browser, "passkey-two");

        assertThat(show(browser, others.show(options(browser, STEP))).statusCode())
                .as("another's")
                .isEqualTo(401);
        assertThat(show(browser, new SoftAuthenticator(root).show(options(browser, STEP)))
                        .statusCode())
                .as("nobody's")
                .isEqualTo(401);
        String forged =
                key.show(options(browser, STEP)).replaceAll("\"signature\":\"[^\"]+\"", "\"signature\":\"MEQCIAA\"");
        assertThat(show(browser, forged).statusCode()).as("forged").isEqualTo(401);
        String old = key.show(options(browser, STEP));
        options(browser, STEP);
        assertThat(show(browser, old).statusCode()).as("of another challenge").isEqualTo(401);
        String used = key.show(options(browser, STEP));
        assertThat(show(browser, used).statusCode()).isEqualTo(303);
        browser.post("/desk/sign-out", Map.of());

        signIn(browser, "passkey-two");
        browser.get(STEP);
        HttpResponse<String> replayed = show(browser, used);
        assertThat(replayed.statusCode()).as("shown before").isEqualTo(401);
        assertThat(replayed.body()).contains("The passkey was not accepted");
        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(303);
        assertThat(admin.get("/AuditEvent?agent=user:passkey-two&_count=50").body())
                .contains("for want of a passkey: wrong");
    }

    @Test
    void aPasskeyForAnotherAddressIsRefused() throws Exception {
        DeskClient browser = signedIn("passkey-five", add("passkey-five"));

        HttpResponse<String> made = browser.post(
                "/desk/passkeys",
                Map.of(
                        "name",
                        "Of elsewhere",
                        "credential",
                        new SoftAuthenticator("https://elsewhere.example").create(options(browser, "/desk/passkeys"))));

        assertThat(made.statusCode()).isEqualTo(422);
        assertThat(made.body()).contains("was not added", "You have none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"id\":null}",
                "{\"id\":\"a\",\"rawId\":\"*\",\"response\":{}}",
                "{\"id\":\"a\",\"rawId\":\"YQ\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"YQ\","
                        + "\"attestationObject\":\"YQ\",\"transports\":[\"smart-card\"]},\"clientExtensionResults\":{}}",
                "{\"id\":\"a\",\"rawId\":\"YQ\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"YQ\","
                        + "\"attestationObject\":\"YQ\"},\"clientExtensionResults\":{\"x\":1}}"
            })
    void whatIsNoPasskeyIsRefusedWithASentence(String credential) throws Exception {
        String login = "passkey-odd-" + Integer.toHexString(credential.hashCode());
        SoftAuthenticator key = new SoftAuthenticator(root);
        DeskClient browser = person(login, key);

        browser.get("/desk/passkeys");
        HttpResponse<String> made = browser.post("/desk/passkeys", Map.of("name", "Odd", "credential", credential));
        assertThat(made.statusCode()).isEqualTo(422);
        assertThat(made.body()).contains("was not added");

        DeskClient other = DeskClient.at(port);
        signIn(other, login);
        other.get(STEP);
        assertThat(show(other, credential).statusCode()).isEqualTo(401);
    }

    @Test
    void aPasskeyThatCountsBackIsRefusedAndTold() throws Exception {
        SoftAuthenticator key = new SoftAuthenticator(root).counting(7);
        person("passkey-six", key);
        DeskClient browser = DeskClient.at(port);
        signIn(browser, "passkey-six");

        HttpResponse<String> copy = show(browser, key.counting(5).show(options(browser, STEP)));

        assertThat(copy.statusCode()).isEqualTo(401);
        assertThat(copy.body()).contains("as a copy of it would");
        assertThat(admin.get("/AuditEvent?agent=user:passkey-six&_count=50").body())
                .contains("for want of a passkey: counter");
        assertThat(show(browser, key.counting(9).show(options(browser, STEP))).statusCode())
                .isEqualTo(303);
    }

    @Test
    void failuresCountAndShutOutNobodyElse() throws Exception {
        SoftAuthenticator key = new SoftAuthenticator(root);
        DeskClient own = person("passkey-seven", key);
        own.post("/desk/sign-out", Map.of());
        DeskClient guesser = DeskClient.at(port);

        int status = 0;
        for (int i = 0; i < 12; i++) {
            // The password alone does not make good what failed.
            signIn(guesser, "passkey-seven");
            guesser.get(STEP);
            status = show(guesser, "{}").statusCode();
        }

        assertThat(status).as("an eleventh try").isEqualTo(429);
        assertThat(signIn(guesser, "passkey-seven").statusCode()).isEqualTo(429);
        assertThat(signIn(DeskClient.at(port), "passkey-seven").statusCode()).isEqualTo(429);
        assertThat(signIn(own, "passkey-seven").statusCode()).isEqualTo(303);
        assertThat(show(own, key.show(options(own, STEP))).statusCode()).isEqualTo(303);
    }

    @Test
    void theSecondStepHasFiveMinutes() throws Exception {
        SoftAuthenticator key = new SoftAuthenticator(root);
        person("passkey-eight", key);
        DeskClient browser = DeskClient.at(port);
        signIn(browser, "passkey-eight");
        String shown = key.show(options(browser, STEP));

        database.sql("update access.session set creation_time = creation_time - ? where max_inactive_interval = 300")
                .param(5 * 60 * 1000L + 1)
                .update();

        HttpResponse<String> late = show(browser, shown);
        assertThat(late.statusCode()).isEqualTo(303);
        assertThat(late.headers().firstValue("Location")).contains("/desk/sign-in?why=too-late");
        assertThat(browser.get("/desk/sign-in?why=too-late").body()).contains("more than five minutes");
        assertThat(browser.get("/desk/sessions").statusCode()).isEqualTo(303);
    }

    @Test
    void whoChangesPasskeysLaterShowsOnceMoreWhoItIs() throws Exception {
        SoftAuthenticator key = new SoftAuthenticator(root);
        DeskClient browser = person("passkey-nine", key);
        String options = options(browser, "/desk/passkeys");
        minutesPass("passkey-nine");

        assertThat(browser.get("/desk/passkeys").body()).contains("Is it you?").doesNotContain("Key of passkey-nine");
        HttpResponse<String> added = browser.post(
                "/desk/passkeys", Map.of("name", "Second", "credential", new SoftAuthenticator(root).create(options)));
        assertThat(added.statusCode()).isEqualTo(403);
        assertThat(added.body()).contains("Nothing was changed");
        assertThat(browser.post("/desk/passkeys/remove", Map.of("passkey", key.id()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/desk/sessions").body()).contains("Key of passkey-nine");

        assertThat(browser.post("/desk/passkeys/confirm", Map.of("password", "not " + PASSWORD))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.post("/desk/passkeys/confirm", Map.of("password", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/desk/passkeys").body()).contains("Key of passkey-nine");
        minutesPass("passkey-nine");
        assertThat(browser.post(
                                "/desk/passkeys/confirm",
                                Map.of("credential", key.show(options(browser, "/desk/passkeys"))))
                        .statusCode())
                .as("or the passkey")
                .isEqualTo(303);

        assertThat(browser.post("/desk/passkeys/remove", Map.of("passkey", "AAAA"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.post("/desk/passkeys/remove", Map.of("passkey", key.id()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(signIn(DeskClient.at(port), "passkey-nine").headers().firstValue("Location"))
                .as("the password alone again")
                .isPresent()
                .get()
                .isNotEqualTo(STEP);
        assertThat(admin.get("/AuditEvent?agent=user:passkey-nine&_count=50").body())
                .contains("A passkey was removed", "has shown once more", "has not shown once more");
    }

    @Test
    void aPasskeyOfAnotherIsNotRemoved() throws Exception {
        SoftAuthenticator key = new SoftAuthenticator(root);
        person("passkey-ten", key);
        DeskClient other = signedIn("passkey-eleven", add("passkey-eleven"));

        assertThat(other.post("/desk/passkeys/remove", Map.of("passkey", key.id()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(signIn(DeskClient.at(port), "passkey-ten").headers().firstValue("Location"))
                .contains(STEP);
    }

    @Test
    void aResetRemovesThemAndLetsThePersonInWithTheNewCode() throws Exception {
        DeskClient own = person("passkey-twelve", new SoftAuthenticator(root));
        DeskClient half = DeskClient.at(port);
        signIn(half, "passkey-twelve");
        DeskClient desk = DeskClient.as(port, "admin");
        assertThat(desk.get("/desk/administration/users").body()).contains("passkey-twelve");

        String page = desk.post("/desk/administration/users/reset", Map.of("login", "passkey-twelve"))
                .body();

        assertThat(page).contains("Passkeys removed: 1");
        Matcher code = Pattern.compile("[a-z0-9]{5}(?:-[a-z0-9]{5}){3}").matcher(page);
        assertThat(code.find()).isTrue();
        assertThat(own.get("/desk/sessions").statusCode()).isEqualTo(303);
        assertThat(half.get(STEP).headers().firstValue("Location")).contains("/desk/sign-in?why=too-late");
        assertThat(signIn(DeskClient.at(port), "passkey-twelve").statusCode()).isEqualTo(401);
        DeskClient again = signedIn("passkey-twelve", code.group());
        assertThat(again.get("/desk/sessions").body()).contains("You have none");
        assertThat(DeskClient.as(port, "coordinator")
                        .post("/desk/administration/users/reset", Map.of("login", "passkey-twelve"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.post("/desk/administration/users/reset", Map.of("login", "passkey-nobody"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRoleToTryHasNone() {
        DeskClient browser = DeskClient.as(port, "coordinator");

        assertThat(browser.get("/desk/passkeys").statusCode()).isEqualTo(404);
        assertThat(browser.post("/desk/passkeys/confirm", Map.of("password", "x"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aNameIsAskedFor() throws Exception {
        DeskClient browser = signedIn("passkey-thirteen", add("passkey-thirteen"));

        for (String name : List.of("", " ", "<b>", "x".repeat(51))) {
            String credential = new SoftAuthenticator(root).create(options(browser, "/desk/passkeys"));
            HttpResponse<String> answer =
                    browser.post("/desk/passkeys", Map.of("name", name, "credential", credential));
            assertThat(answer.statusCode()).as(name).isEqualTo(422);
            assertThat(answer.body()).contains("Give the passkey a name").doesNotContain("<b>");
        }
    }

    /** A person with a passkey, signed in. */
    private DeskClient person(String login, SoftAuthenticator key) throws Exception {
        DeskClient browser = signedIn(login, add(login));
        HttpResponse<String> made = browser.post(
                "/desk/passkeys",
                Map.of("name", "Key of " + login, "credential", key.create(options(browser, "/desk/passkeys"))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        return browser;
    }

    private String add(String login) throws Exception {
        FhirClient.Answer answer = admin.send(
                "POST",
                root + "/admin/users",
                "application/json",
                "{\"login\":\"" + login
                        + "\",\"name\":\"Synthetic person\",\"role\":\"coordinator\",\"site\":\"site-unknown\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new ObjectMapper().readTree(answer.body()).get("code").asText();
    }

    private DeskClient signedIn(String login, String code) {
        DeskClient browser = DeskClient.at(port);
        HttpResponse<String> chosen = browser.post(
                "/desk/welcome", Map.of("login", login, "code", code, "password", PASSWORD, "again", PASSWORD));
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(303);
        return browser;
    }

    private static HttpResponse<String> signIn(DeskClient browser, String login) {
        return browser.post("/desk/sign-in", Map.of("login", login, "password", PASSWORD));
    }

    private static HttpResponse<String> show(DeskClient browser, String credential) {
        return browser.post(STEP, Map.of("credential", credential));
    }

    private static String options(DeskClient browser, String page) {
        String body = browser.get(page).body();
        Matcher options = OPTIONS.matcher(body);
        assertThat(options.find()).as(body).isTrue();
        return options.group(1).replace("&#34;", "\"").replace("&quot;", "\"").replace("&amp;", "&");
    }

    /** Since the person has last shown to be the one. */
    private void minutesPass(String login) {
        int sessions = database.sql(
                        """
                        delete from access.session_attributes where attribute_name = 'confirmed' and session_primary_id in
                            (select primary_id from access.session where principal_name = ?)
                        """)
                .param(login)
                .update();
        assertThat(sessions).isEqualTo(1);
    }

    private static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("platelink_session="))
                .findFirst()
                .orElseThrow();
    }
}

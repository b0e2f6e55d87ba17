package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SMART App Launch of people's own tools, over plain HTTP. */
@ServerTest
class AppLaunchIT {

    private static final String APP = "launch-curves";
    private static final String PASSWORD = "nine slow barges drift east";
    private static final String ALL = "openid user/*.rs offline_access";

    private final int port;
    private final FhirClient admin;
    private final JdbcClient database;

    AppLaunchIT(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.port = port;
        this.admin = FhirClient.of(port, "operator");
        this.database = database;
    }

    @BeforeEach
    void anAppIsRegistered() {
        if (!admin.get(root() + "/admin/apps").body().contains("\"" + APP + "\"")) {
            register(APP);
        }
    }

    @Test
    void whatIsServedIsSaid() throws Exception {
        for (String document :
                new String[] {"/fhir/.well-known/smart-configuration", "/.well-known/oauth-authorization-server"}) {
            JsonNode says = new ObjectMapper()
                    .readTree(
                            FhirClient.withoutToken(port).get(root() + document).body());
            assertThat(says.path("authorization_endpoint").asText()).endsWith("/desk/authorize");
            assertThat(says.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
            assertThat(says.path("grant_types_supported").toString())
                    .contains("authorization_code", "refresh_token", "client_credentials");
            assertThat(says.path("response_types_supported").toString()).isEqualTo("[\"code\"]");
        }
        assertThat(FhirClient.withoutToken(port)
                        .get(root() + "/fhir/.well-known/smart-configuration")
                        .body())
                .contains("launch-standalone", "client-public", "permission-user", "permission-offline")
                .doesNotContain("sso-openid-connect", "launch-ehr", "permission-patient");
    }

    @Test
    void aPersonSignsInIsAskedAndTheAppAsksInThePersonsName() throws Exception {
        DeskClient browser = DeskClient.at(port);
        AppUser user = new AppUser(port, APP, browser);
        HttpResponse<String> first = user.authorize(user.request(ALL));
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(AppUser.location(first)).isEqualTo("/desk/sign-in");
        // With the form of the page itself, so that this is the last page that was asked for.
        String token = browser.get("/desk/sign-in")
                .body()
                .split("name=\"_csrf\" value=\"")[1]
                .split("\"")[0];
        HttpResponse<String> signedIn = browser.postBare("/desk/try", Map.of("login", "demo-analyst", "_csrf", token));
        assertThat(AppUser.location(signedIn)).startsWith("/desk/authorize?").contains("client_id=" + APP);

        String question = user.question(ALL + " launch/patient fhirUser");
        assertThat(question).contains("Allow Launch curves?", "read and search: everything", "your login", "30 days");
        JsonNode given = user.token(user.answer(question, true).get("code"));

        assertThat(given.path("status").asInt()).as(given.toString()).isEqualTo(200);
        assertThat(given.path("scope").asText().split(" "))
                .containsExactlyInAnyOrder("openid", "user/*.rs", "offline_access");
        assertThat(given.path("expires_in").asInt()).isBetween(295, 300);
        JsonNode claims = AppUser.claims(given.path("access_token").asText());
        assertThat(claims.path("sub").asText()).isEqualTo("user:demo-analyst");
        assertThat(claims.path("client_id").asText()).isEqualTo(APP);
        assertThat(AppUser.claims(given.path("id_token").asText()).path("sub").asText())
                .isEqualTo("user:demo-analyst");

        FhirClient app = FhirClient.withToken(port, given.path("access_token").asText());
        assertThat(app.get("/ResearchStudy").status()).isEqualTo(200);
        assertThat(app.get("/Observation?_count=1").status()).isEqualTo(200);
        // An identity token opens nothing.
        assertThat(FhirClient.withToken(port, given.path("id_token").asText())
                        .get("/Observation")
                        .status())
                .isEqualTo(401);
        String trail = admin.get("/AuditEvent?agent=" + APP + "&_count=100").body();
        assertThat(trail).contains("user:demo-analyst", APP, "A token was given for");
        assertThat(admin.get("/AuditEvent?agent=user:demo-analyst&_count=100").body())
                .contains("A person has allowed an app");
    }

    @Test
    void inChineseThePersonIsAskedInChinese() {
        AppUser user = new AppUser(port, APP, DeskClient.in(port, "zh-CN").tryAs("analyst"));

        assertThat(user.question("user/Observation.rs?category=laboratory")).contains("允许", "仅限 category=laboratory");
    }

    @Test
    void whoRefusesSendsTheAppAway() {
        AppUser user = user("analyst");
        // What was allowed before changes nothing.
        assertThat(user.answer(user.question(ALL), true)).containsKey("code");

        assertThat(user.answer(user.question(ALL), false))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "of-the-app");
    }

    @Test
    void nothingIsGivenWithoutTheVerifierOfTheCode() {
        AppUser user = user("analyst");
        Map<String, String> bare = user.request(ALL);
        bare.remove("code_challenge");
        assertThat(AppUser.location(user.authorize(bare))).contains("error=invalid_request", "code_challenge");
        Map<String, String> plain = user.request(ALL);
        plain.put("code_challenge_method", "plain");
        assertThat(AppUser.location(user.authorize(plain))).contains("error=invalid_request", "S256");

        Map<String, String> wrong = user.exchange(user.code(ALL));
        String verifier = wrong.put("code_verifier", "b".repeat(50));
        assertThat(user.post(wrong).path("error").asText()).isEqualTo("invalid_grant");
        wrong.remove("code_verifier");
        assertThat(user.post(wrong).path("error").asText()).isEqualTo("invalid_grant");
        wrong.put("code_verifier", verifier);
        String redirect = wrong.put("redirect_uri", "http://127.0.0.1:8888/other");
        assertThat(user.post(wrong).path("error").asText()).isEqualTo("invalid_grant");
        wrong.put("redirect_uri", redirect);
        assertThat(user.post(wrong).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void aCodeThatIsUsedTwiceEndsWhatCameOfIt() {
        AppUser user = user("analyst");
        String code = user.code(ALL);
        JsonNode given = user.token(code);
        FhirClient app = FhirClient.withToken(port, given.path("access_token").asText());
        assertThat(app.get("/ResearchStudy").status()).isEqualTo(200);

        assertThat(user.token(code).path("error").asText()).isEqualTo("invalid_grant");

        assertThat(app.get("/Observation?_count=1").status()).isEqualTo(401);
        assertThat(user.refresh(given.path("refresh_token").asText())
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void aRefreshTokenIsGoodOnceAndOneThatComesAgainEndsThemAll() {
        AppUser user = user("analyst");
        JsonNode first = user.token(user.code(ALL));
        JsonNode second = user.refresh(first.path("refresh_token").asText());
        assertThat(second.path("status").asInt()).as(second.toString()).isEqualTo(200);
        assertThat(second.path("refresh_token").asText())
                .isNotEqualTo(first.path("refresh_token").asText());
        // SMART's own client leaves client_id out.
        second = user.post(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                second.path("refresh_token").asText()));
        assertThat(second.path("status").asInt()).as(second.toString()).isEqualTo(200);
        // Nothing that opens anything stands in the database.
        assertThat(database.sql("select string_agg(a::text, ' ') from access.allowance a")
                        .query(String.class)
                        .single())
                .doesNotContain(second.path("refresh_token").asText());

        assertThat(user.refresh(first.path("refresh_token").asText())
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");

        assertThat(user.refresh(second.path("refresh_token").asText())
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
        assertThat(FhirClient.withToken(port, second.path("access_token").asText())
                        .get("/Observation?_count=1")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aCodeLastsAMinute() {
        AppUser user = user("analyst");
        String code = user.code(ALL);
        database.sql(
                        """
                        update access.allowance
                        set began = began - interval '61 seconds', code_until = code_until - interval '61 seconds'
                        where app = ? and not code_used and code_until is not null
                        """)
                .param(APP)
                .update();

        assertThat(user.token(code).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void aRefreshTokenIsOneAppsAloneAndNoneIsGivenThatWasNotAskedFor() {
        register("launch-other");
        AppUser user = user("analyst");
        JsonNode given = user.token(user.code(ALL));
        AppUser other = new AppUser(port, "launch-other", DeskClient.as(port, "analyst"));

        assertThat(other.refresh(given.path("refresh_token").asText())
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
        assertThat(other.token(user.code(ALL)).path("error").asText()).isEqualTo("invalid_grant");
        assertThat(user.token(user.code("user/*.rs")).has("refresh_token")).isFalse();
        assertThat(user.token(user.code("user/*.rs online_access")).has("refresh_token"))
                .isTrue();
    }

    @Test
    void nobodyIsSentToAnAddressThatIsNotTheApps() {
        AppUser user = user("analyst");
        for (String address : new String[] {
            "https://evil.example/callback", "http://127.0.0.1:8888/callback/more", "http://localhost:8888/callback"
        }) {
            Map<String, String> foreign = user.request(ALL);
            foreign.put("redirect_uri", address);
            HttpResponse<String> refused = user.authorize(foreign);
            assertThat(refused.statusCode()).as(address).isEqualTo(400);
            assertThat(refused.headers().firstValue("Location")).isEmpty();
            assertThat(refused.body()).contains("not registered for it");
        }
        Map<String, String> unknown = user.request(ALL);
        unknown.put("client_id", "launch-nobody");
        assertThat(user.authorize(unknown).body()).contains("An app that is not registered here");
        // RFC 8252, section 7.3: whichever port was free.
        Map<String, String> otherPort = user.request(ALL);
        otherPort.put("redirect_uri", "http://127.0.0.1:51111/callback");
        assertThat(user.authorize(otherPort).statusCode()).isEqualTo(302);
    }

    @Test
    void anAppGetsWhatItAskedForOfWhatThePersonHas() {
        AppUser user = user("analyst");
        JsonNode given = user.token(user.code("user/Observation.cruds?category=laboratory user/ResearchStudy.read"));
        assertThat(given.path("scope").asText().split(" "))
                .containsExactlyInAnyOrder("user/Observation.rs?category=laboratory", "user/ResearchStudy.rs");
        FhirClient app = FhirClient.withToken(port, given.path("access_token").asText());

        assertThat(app.get("/Observation?_count=1").status()).isEqualTo(200);
        assertThat(app.get("/AdverseEvent?_count=1").status()).isEqualTo(403);
        assertThat(FhirClient.of(port, "analyst-demo")
                        .get("/AdverseEvent?_count=1")
                        .status())
                .isEqualTo(200);

        Map<String, String> unread = user.request("user/Observation.sr");
        assertThat(AppUser.location(user.authorize(unread))).contains("error=invalid_scope", "state=of-the-app");
        assertThat(AppUser.location(user.authorize(user.request("launch/patient patient/*.rs"))))
                .contains("error=invalid_scope");
        Map<String, String> elsewhere = user.request(ALL);
        elsewhere.put("aud", "https://other.example/fhir");
        assertThat(AppUser.location(user.authorize(elsewhere))).contains("error=invalid_request", "aud");
    }

    @Test
    void noScopeOpensTheAdministration() {
        AppUser user = user("admin");
        JsonNode given = user.token(user.code("user/*.cruds"));
        FhirClient app = FhirClient.withToken(port, given.path("access_token").asText());

        assertThat(app.get("/AuditEvent?_count=1").status()).isEqualTo(200);
        for (String path : new String[] {"/admin/clients", "/admin/users", "/admin/apps", "/intake/messages"}) {
            assertThat(app.get(root() + path).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void aSystemsClientGetsNoPersonsScopesAndAnAppNoSystems() {
        JsonNode refused = new AppUser(port, APP, DeskClient.at(port))
                .post(Map.of("grant_type", "client_credentials", "client_id", APP, "scope", "system/*.rs"));
        assertThat(refused.path("status").asInt()).isIn(400, 401);
        assertThat(AppUser.location(user("analyst").authorize(user("analyst").request("system/*.rs"))))
                .contains("error=invalid_scope");
    }

    @Test
    void whoIsShutOutTakesTheAppsAlong() {
        DeskClient browser = person("launch-one");
        AppUser user = new AppUser(port, APP, browser);
        JsonNode given = user.token(user.code(ALL));
        String late = user.code(ALL);
        FhirClient app = FhirClient.withToken(port, given.path("access_token").asText());
        assertThat(app.get("/ResearchStudy").status()).isEqualTo(200);

        assertThat(admin.send("DELETE", root() + "/admin/users/launch-one", "application/json", "")
                        .status())
                .isEqualTo(200);

        assertThat(app.get("/Observation?_count=1").status()).isEqualTo(401);
        assertThat(user.refresh(given.path("refresh_token").asText())
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
        assertThat(user.token(late).path("error").asText()).isEqualTo("invalid_grant");
        // Being let in again does not bring them back.
        admin.send("POST", root() + "/admin/users/launch-one/$reset", "application/json", "");
        assertThat(user.refresh(given.path("refresh_token").asText())
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void anAppThatIsRevokedGetsNothingMore() {
        register("launch-gone");
        AppUser user = new AppUser(port, "launch-gone", DeskClient.as(port, "analyst"));
        JsonNode given = user.token(user.code(ALL));

        assertThat(admin.send("DELETE", root() + "/admin/clients/launch-gone", "application/json", "")
                        .status())
                .isEqualTo(200);

        assertThat(FhirClient.withToken(port, given.path("access_token").asText())
                        .get("/Observation?_count=1")
                        .status())
                .isEqualTo(401);
        assertThat(user.refresh(given.path("refresh_token").asText())
                        .path("error")
                        .asText())
                .isEqualTo("invalid_client");
        assertThat(user.authorize(user.request(ALL)).statusCode()).isEqualTo(400);
        assertThat(post("launch-gone").body()).contains("is or was another client");
    }

    @Test
    void aPersonSeesWhatWasAllowedAndEndsIt() {
        DeskClient browser = person("launch-two");
        AppUser user = new AppUser(port, APP, browser);
        JsonNode given = user.token(user.code(ALL));
        FhirClient app = FhirClient.withToken(port, given.path("access_token").asText());
        assertThat(app.get("/ResearchStudy").status()).isEqualTo(200);
        String page = browser.get("/desk/apps").body();
        assertThat(page).contains("Launch curves", "read and search: everything");
        String id = page.split("name=\"id\" value=\"")[1].split("\"")[0];

        DeskClient.as(port, "admin").post("/desk/apps/end", Map.of("id", id));
        assertThat(browser.get("/desk/apps").body()).contains("Launch curves");
        assertThat(browser.post("/desk/apps/end", Map.of("id", id)).statusCode())
                .isEqualTo(303);

        assertThat(browser.get("/desk/apps").body()).contains("You have allowed no app");
        assertThat(app.get("/Observation?_count=1").status()).isEqualTo(401);
        assertThat(user.refresh(given.path("refresh_token").asText())
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
        assertThat(admin.get("/AuditEvent?agent=user:launch-two&_count=50").body())
                .contains("A person has ended what an app was allowed");
    }

    @Test
    void anAnswerIsThePersonsWhoWasAsked() {
        String question = user("analyst").question(ALL);
        DeskClient other = DeskClient.as(port, "monitor");
        String state = question.split("name=\"state\" value=\"")[1].split("\"")[0];

        HttpResponse<String> forged =
                other.postForm("/desk/authorize", "client_id=" + APP + "&state=" + state + "&scope=user%2F*.rs");

        assertThat(forged.headers().firstValue("Location")).isEmpty();
        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(other.get("/desk/allow?state=" + state).statusCode()).isEqualTo(410);
    }

    private AppUser user(String role) {
        return new AppUser(port, APP, DeskClient.as(port, role));
    }

    /** An analyst with a password. */
    private DeskClient person(String login) {
        Answer added = admin.send(
                "POST",
                root() + "/admin/users",
                "application/json",
                "{\"login\":\"%s\",\"name\":\"Synthetic analyst\",\"role\":\"analyst\"}".formatted(login));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String code = added.body().split("\"code\":\"")[1].split("\"")[0];
        DeskClient browser = DeskClient.at(port);
        assertThat(browser.post(
                                "/desk/welcome",
                                Map.of("login", login, "code", code, "password", PASSWORD, "again", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
        return browser;
    }

    private void register(String id) {
        Answer added = post(id);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
    }

    private Answer post(String id) {
        return admin.send(
                "POST",
                root() + "/admin/apps",
                "application/json",
                "{\"id\":\"%s\",\"name\":\"Launch curves\",\"redirectUris\":[\"%s\"]}".formatted(id, AppUser.REDIRECT));
    }

    private String root() {
        return "http://localhost:" + port;
    }
}

package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;

/** People who sign in at their institution, with the claims that it makes of them. */
@OwnServers
class ProviderSignInIT {

    @Test
    void aPersonSignsInAtTheInstitutionAndIsWhatItSays(@TempDir Path home) throws Exception {
        try (Institution hospital = new Institution();
                ServerProcess server = ServerProcess.startUntilReady(Map.of(
                        "PLATELINK_HOME",
                        home.toString(),
                        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_HOSPITAL_CLIENTID",
                        "platelink",
                        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_HOSPITAL_CLIENTSECRET",
                        "between-us",
                        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_HOSPITAL_CLIENTNAME",
                        "General Hospital",
                        "SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_HOSPITAL_ISSUERURI",
                        hospital.issuer()))) {
            int port = server.port();
            assertThat(DeskClient.at(port).get("/desk/sign-in").body()).contains("Sign in with General Hospital");

            hospital.says(Map.of("preferred_username", "ada", "name", "Ada (Synthetic)", "platelink_role", "analyst"));
            DeskClient ada = DeskClient.at(port);
            assertThat(signIn(port, ada)).isEqualTo("/desk");
            assertThat(ada.get("/desk/sessions").body()).contains("Ada  Synthetic", "Analyst", "this one");

            hospital.says(Map.of(
                    "preferred_username",
                    "ben",
                    "platelink_role",
                    List.of("coordinator"),
                    "platelink_site",
                    "site-unknown"));
            assertThat(signIn(port, DeskClient.at(port))).isEqualTo("/desk");
            for (Map<String, Object> nothing : List.<Map<String, Object>>of(
                    Map.of("preferred_username", "eve"),
                    Map.of("preferred_username", "eve", "platelink_role", "boss"),
                    Map.of("preferred_username", "eve", "platelink_role", List.of("admin", "analyst")),
                    Map.of("preferred_username", "eve", "platelink_role", "ehr", "platelink_site", "site-unknown"),
                    Map.of("preferred_username", "eve", "platelink_role", "coordinator"),
                    Map.of("preferred_username", "eve", "platelink_role", "monitor", "platelink_site", "nowhere"))) {
                hospital.says(nothing);
                DeskClient eve = DeskClient.at(port);
                assertThat(signIn(port, eve)).as(nothing.toString()).isEqualTo("/desk/sign-in?why=no-role");
                assertThat(eve.get("/desk/sign-in?why=no-role").body()).contains("what you are to the trial");
                assertThat(eve.get("/desk/sessions").statusCode()).isEqualTo(303);
            }

            // Not an answer of the provider to this browser, nor one that is meant for this server.
            assertThat(back(port, DeskClient.at(port), "/desk/sign-in/code/hospital?code=1&state=2"))
                    .isEqualTo("/desk/sign-in?why=elsewhere");
            hospital.says(Map.of("preferred_username", "ada", "platelink_role", "analyst"));
            hospital.speaksTo("another-server");
            assertThat(signIn(port, DeskClient.at(port))).isEqualTo("/desk/sign-in?why=elsewhere");
            hospital.speaksTo("platelink");

            // The login of somebody else, whom the institution has given it since.
            hospital.says(Map.of("sub", "f:1:other", "preferred_username", "ada", "platelink_role", "analyst"));
            assertThat(signIn(port, DeskClient.at(port))).isEqualTo("/desk/sign-in?why=shut-out");
            hospital.says(Map.of("preferred_username", "ada", "platelink_role", "analyst"));

            // Shut out here, whatever the institution says.
            FhirClient admin = FhirClient.of(port, "operator");
            String users = "http://localhost:" + port + "/admin/users";
            assertThat(admin.get(users).body()).contains("hospital:ada", "hospital:ben");
            assertThat(admin.send(
                                    "POST",
                                    users,
                                    "application/json",
                                    "{\"login\":\"hospital:eve\",\"name\":\"E\",\"role\":\"admin\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(admin.send("DELETE", users + "/hospital:ada", "application/json", "")
                            .status())
                    .isEqualTo(200);
            assertThat(ada.get("/desk/sessions").statusCode()).isEqualTo(303);
            assertThat(signIn(port, DeskClient.at(port))).isEqualTo("/desk/sign-in?why=shut-out");
            assertThat(admin.send("POST", users + "/hospital:ada/$reset", "application/json", "")
                            .status())
                    .isEqualTo(200);
            assertThat(signIn(port, DeskClient.at(port))).isEqualTo("/desk");
            assertThat(admin.get("/AuditEvent?agent=user:hospital:ada&_count=50")
                            .body())
                    .contains("Somebody signed in", "user:hospital:ada");
        }
    }

    /** Where a browser is led in the end, by way of the institution. */
    private static String signIn(int port, DeskClient browser) throws Exception {
        String away = AppUser.location(browser.get("/desk/sign-in/with/hospital"));
        assertThat(away).contains("/auth?", "client_id=platelink");
        HttpResponse<String> there = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(away)).build(), BodyHandlers.ofString());
        URI back = URI.create(AppUser.location(there));
        return back(port, browser, back.getRawPath() + "?" + back.getRawQuery());
    }

    private static String back(int port, DeskClient browser, String path) {
        return AppUser.location(browser.get(path));
    }
}

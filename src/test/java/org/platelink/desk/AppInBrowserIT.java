package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.platelink.Chromium;
import org.platelink.FhirClient;
import org.platelink.Node;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page of another site that asks by SMART's own fhirclient, in a real browser, for the person who signs in. */
@ServerTest
class AppInBrowserIT {

    private static final Path SCRIPT = Path.of("src/test/js");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final String LAUNCH =
            """
            <!DOCTYPE html><meta charset="utf-8"><title>launch</title><pre id="seen"></pre>
            <script src="/fhir-client.min.js"></script>
            <script>
              FHIR.oauth2.authorize({
                iss: "%s",
                clientId: "browser-curves",
                scope: "openid fhirUser user/*.rs online_access",
                redirectUri: location.origin + "/callback.html",
                pkceMode: "required",
              }).catch(failure => { document.getElementById("seen").textContent = JSON.stringify({failure: String(failure)}); });
            </script>
            """;

    private static final String CALLBACK =
            """
            <!DOCTYPE html><meta charset="utf-8"><title>callback</title>
            <script src="/fhir-client.min.js"></script>
            <script>
              const show = what => {
                const seen = document.createElement("pre");
                seen.id = "seen";
                seen.textContent = JSON.stringify(what);
                document.body.append(seen);
              };
              addEventListener("load", async () => {
                try {
                  const client = await FHIR.oauth2.ready();
                  const study = await client.request("ResearchStudy/NCT06813157");
                  const found = await client.request("Observation?_count=1");
                  await client.refresh();
                  const again = await client.request("ResearchSubject?_count=1");
                  show({
                    study: study.id,
                    found: found.resourceType + " " + found.type,
                    again: again.type,
                    scope: client.state.tokenResponse.scope,
                    who: client.getIdToken().sub,
                  });
                } catch (failure) {
                  show({failure: String(failure)});
                }
              });
            </script><body></body>
            """;

    private final int port;

    AppInBrowserIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void aPersonAllowsAPageAndItReads() throws Exception {
        Node.mustBeThere("no app is tried in a browser");
        register();
        HttpServer app = serve(library());
        ChromeDriver browser = Chromium.start("--accept-lang=en-GB");
        try {
            WebDriverWait wait = new WebDriverWait(browser, LONGEST);
            browser.get("http://127.0.0.1:" + app.getAddress().getPort() + "/launch.html");
            wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector("button[value='demo-analyst']")))
                    .click();
            wait.until(ExpectedConditions.titleContains("Allow Browser curves?"));
            browser.findElement(By.cssSelector(".choices button.main")).click();
            JsonNode seen = new ObjectMapper()
                    .readTree(wait.until(ExpectedConditions.presenceOfElementLocated(By.id("seen")))
                            .getText());

            assertThat(seen.path("failure").asText()).as(seen.toString()).isEmpty();
            assertThat(seen.path("study").asText()).isEqualTo("NCT06813157");
            assertThat(seen.path("found").asText()).isEqualTo("Bundle searchset");
            assertThat(seen.path("again").asText()).isEqualTo("searchset");
            assertThat(seen.path("who").asText()).isEqualTo("user:demo-analyst");
            assertThat(seen.path("scope").asText().split(" "))
                    .containsExactlyInAnyOrder("openid", "user/*.rs", "online_access");
            assertThat(Chromium.complaints(browser).stream().filter(said -> !said.contains("favicon")))
                    .isEmpty();
        } finally {
            browser.quit();
            app.stop(0);
        }
    }

    private void register() {
        String body = "{\"id\":\"browser-curves\",\"name\":\"Browser curves\",\"redirectUris\":"
                + "[\"http://127.0.0.1:8888/callback.html\"]}";
        assertThat(FhirClient.of(port, "operator")
                        .send("POST", "http://localhost:" + port + "/admin/apps", "application/json", body)
                        .status())
                .isEqualTo(201);
    }

    private static Path library() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "app-");
        for (String file : new String[] {"package.json", "package-lock.json"}) {
            Files.copy(SCRIPT.resolve(file), folder.resolve(file));
        }
        Node.run(folder, Map.of(), "npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");
        return folder.resolve("node_modules/fhirclient/build/fhir-client.min.js");
    }

    private HttpServer serve(Path library) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] script = Files.readAllBytes(library);
        byte[] launch = LAUNCH.formatted("http://localhost:" + port + "/fhir").getBytes(StandardCharsets.UTF_8);
        server.createContext("/fhir-client.min.js", exchange -> answer(exchange, "text/javascript", script));
        server.createContext("/launch.html", exchange -> answer(exchange, "text/html", launch));
        server.createContext(
                "/callback.html", exchange -> answer(exchange, "text/html", CALLBACK.getBytes(StandardCharsets.UTF_8)));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

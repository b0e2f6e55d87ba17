package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.Node;
import org.platelink.OwnServers;
import org.platelink.ServerProcess;

/** The guide's page on MLLP, followed word for word from nothing to a first message; only folders and ports differ. */
@OwnServers
class MllpPageIT {

    private static final Path PAGE = Path.of("ig/input/pagecontent/mllp.md");
    private static final Path MESSAGE = Path.of("fhir-resources/examples/blood-count.hl7");

    @TempDir
    private static Path home;

    private static final int MLLP = ServerProcess.freePort();
    private static final int TUNNEL = ServerProcess.freePort();
    private static ServerProcess server;
    private static String made;

    @BeforeAll
    static void followThePageToTheStart() throws Exception {
        made = run(block("sh", "mllp certificate"));
        server = ServerProcess.startUntilReady(settings(block("sh", "PEERS_LAB_A_CERTIFICATE")));
    }

    @AfterAll
    static void stopTheServer() {
        if (server != null) {
            server.close();
        }
    }

    /** The first block of the page in a language that has some words. */
    private static String block(String language, String words) throws IOException {
        Matcher blocks =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (blocks.find()) {
            if (blocks.group(1).contains(words)) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("The page has no block with " + words);
    }

    /** The page's folder and ports are a reader's; the test has its own. */
    private static String here(String text) {
        return text.replace("data/mllp", home.resolve("mllp").toString())
                .replace("2576", String.valueOf(TUNNEL))
                .replace("2575", String.valueOf(MLLP))
                .replace("localhost:8080", "localhost:" + (server == null ? 0 : server.port()));
    }

    private static Map<String, String> settings(String exports) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : here(exports).lines().toList()) {
            if (line.startsWith("export ")) {
                String[] setting = line.substring("export ".length()).split("=", 2);
                settings.put(setting[0], setting[1]);
            }
        }
        settings.put("PLATELINK_HOME", home.toString());
        return settings;
    }

    private static String run(String command) throws Exception {
        ProcessBuilder process = new ProcessBuilder("sh", "-c", here(command)).redirectErrorStream(true);
        process.environment().put("PLATELINK_HOME", home.toString());
        Process running = process.start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, program.equals("openssl") ? "version" : "-version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    @Test
    void theServerSaysThatItListens() throws Exception {
        assertThat(server.output()).contains("mllp       port " + MLLP + ", peers: 1");
        assertThat(run(block("sh", "/actuator/health/mllp"))).contains("\"status\":\"UP\"");
    }

    @Test
    void whatTheCommandPrintsIsWhatThePageSays() throws Exception {
        List<String> printed = new ArrayList<>();
        for (String line : made.lines().map(String::strip).toList()) {
            if (line.startsWith("export ")) {
                printed.add(line);
            }
        }

        assertThat(String.join("\n", printed).replace("=2575", "=" + MLLP))
                .isEqualTo(
                        here(block("sh", "PEERS_LAB_A_CERTIFICATE")).replace("\njava -jar target/platelink.jar\n", ""));
    }

    @Test
    void opensslSendsAFirstMessage() throws Exception {
        assumeTrue(isThere("openssl"), "openssl is not installed");

        assertThat(run(block("sh", "openssl s_client"))).contains("MSA|AA|SYN-20260302-1");
    }

    @Test
    void theCommandsOwnLineForOpensslDoesTheSame() throws Exception {
        assumeTrue(isThere("openssl"), "openssl is not installed");
        String line =
                made.lines().filter(one -> one.contains("s_client")).findFirst().orElseThrow();

        assertThat(run(line.replace("MESSAGE.hl7", MESSAGE.toString()))).contains("MSA|AA|SYN-20260302-1");
    }

    @Test
    void hapiSendsWithThePeersStore() throws Exception {
        try (HapiContext hapi = new DefaultHapiContext()) {
            hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
            hapi.setSocketFactory(
                    PeersSockets.of(MllpCertificatesTests.tls(new MllpCertificates(home.resolve("mllp")), "lab-a")));

            assertThat(answer(hapi, MLLP, true)).isEqualTo("AA SYN-20260302-1");
        }
    }

    private static String answer(HapiContext hapi, int port, boolean tls) throws Exception {
        Connection connection = hapi.newClient("localhost", port, tls);
        // Of HAPI's ten seconds a server that has just started may take all, beside others that start.
        connection.getInitiator().setTimeout(1, TimeUnit.MINUTES);
        try {
            Message answer = connection
                    .getInitiator()
                    .sendAndReceive(hapi.getPipeParser()
                            .parse(Files.readString(MESSAGE)
                                    .replace("\r\n", "\r")
                                    .replace("\n", "\r")));
            return new Terser(answer).get("MSA-1") + " " + new Terser(answer).get("MSA-2");
        } finally {
            connection.close();
        }
    }

    @Test
    void aClientFromNpmSendsTheSame() throws Exception {
        Node.mustBeThere("the client from npm is not tried");
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mllp-js-");
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(Path.of("src/test/js", file), folder.resolve(file));
        }
        Files.writeString(
                folder.resolve("mllp.mjs"),
                here(block("js", "node-hl7-client"))
                        .replace(MESSAGE.toString(), MESSAGE.toAbsolutePath().toString()));
        Node.run(folder, Map.of(), "npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");

        assertThat(Node.run(folder, Map.of(), "node", "mllp.mjs").strip()).isEqualTo("AA SYN-20260302-1");
    }

    @Test
    void stunnelCarriesWhatIsSentWithoutTls() throws Exception {
        assumeTrue(isThere("stunnel"), "stunnel is not installed");
        Path file = home.resolve("mllp/lab-a.stunnel.conf");
        Files.writeString(file, here(Files.readString(file)));
        Process stunnel = new ProcessBuilder(
                        "sh", "-c", "exec " + here(block("sh", "stunnel")).strip())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (HapiContext hapi = new DefaultHapiContext()) {
            hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
            Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> assertThat(
                            answer(hapi, TUNNEL, false))
                    .isEqualTo("AA SYN-20260302-1"));
        } finally {
            stunnel.destroy();
        }
    }

    @Test
    void theSendCommandTellsTheFate() throws Exception {
        String sent = run(block("sh", "platelink.jar send ")
                .replace(" send ", " send --url http://localhost:" + server.port() + " "));

        assertThat(Files.readString(Path.of("src/docs/operate.md"))).contains(block("sh", "platelink.jar send "));
        assertThat(sent).contains("blood-count.hl7 1  SYN-20260302-1  200 AA  ").contains("unknown-subject");
    }

    @Test
    void aServerWithoutTlsTakesTheSameFromThisMachine(@TempDir Path other) throws Exception {
        int port = ServerProcess.freePort();
        Map<String, String> settings = settings(block("sh", "PLATELINK_LAB_MLLP_PLAIN=true"));
        settings.put("PLATELINK_LAB_MLLP_PORT", String.valueOf(port));
        settings.put("PLATELINK_HOME", other.toString());
        try (ServerProcess plain = ServerProcess.startUntilReady(settings);
                HapiContext hapi = new DefaultHapiContext()) {
            hapi.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());

            assertThat(answer(hapi, port, false)).isEqualTo("AA SYN-20260302-1");
            assertThat(plain.output()).contains("mllp       port " + port + ", peers: 1, without TLS");
            assertThat(FhirClient.withoutToken(plain.port())
                            .get("http://localhost:" + plain.port() + "/actuator/health/mllp")
                            .status())
                    .isEqualTo(200);
        }
    }
}

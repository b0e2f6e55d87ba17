package org.platelink.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.OwnServers;
import org.platelink.RawHttp;
import org.platelink.RawHttp.Answer;
import org.platelink.ServerProcess;
import org.platelink.fuzz.Requests.Request;

/**
 * Methods, paths, headers and bodies thrown together, for every role and none: whatever is sent, the server does not
 * fail, and says why it refuses in words that are not a library's. {@code -Dplatelink.fuzz.seed} makes another run,
 * and {@code -Dplatelink.fuzz.requests} a longer one.
 */
@OwnServers
class FuzzIT {

    private static final long SEED = Long.getLong("platelink.fuzz.seed", 20261129);
    private static final int REQUESTS = Integer.getInteger("platelink.fuzz.requests", 1_500);
    private static final int AT_ONCE = 3;
    private static final int MOST_TOLD = 40;

    private static final List<String> ROLES = List.of(
            "coordinator-demo", "coordinator-demo", "ehr-demo", "analyst-demo", "registry-demo", "operator", "nobody");

    private static final Pattern SAID = Pattern.compile(
            "(?:\"diagnostics\":\\s*\"|\"error_description\":\\s*\"|<diagnostics value=\")((?:[^\"\\\\]++|\\\\.)*+)");

    /** Of a library, a database or a programme, and none of it for who has asked. */
    private static final Pattern INSIDE = Pattern.compile(
            "HAPI-\\d|JDBC|HFJ_|(?i:\\bselect\\b.+\\bfrom\\b)|\\{\\d+\\}"
                    + "|\\b(?:java|javax|jakarta|org|com|ca|io|net)(?:\\.[a-z][a-z0-9_]*)+\\.[A-Z]\\w*|\\w+Exception\\b|\\bat \\w+\\(");

    @TempDir
    private Path home;

    @Test
    void whateverIsSentTheServerDoesNotFail() throws Exception {
        try (ServerProcess server = ServerProcess.startUntilReady(Map.of(
                "PLATELINK_HOME", home.toString(),
                "PLATELINK_EXPORT_OFACLIENT", "100000",
                "PLATELINK_SECURITY_FAILURESAMINUTE", "100000"))) {
            int port = server.port();
            Requests requests = new Requests(
                    SEED,
                    RawHttp.withoutToken(port).send("GET", "/fhir/metadata").body());
            List<Request> all = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                all.add(requests.next());
            }
            List<String> wrong = Collections.synchronizedList(new ArrayList<>());
            long began = System.nanoTime();
            sendAll(port, all, wrong);
            long seconds = (System.nanoTime() - began) / 1_000_000_000;

            assertThat(String.join("\n\n", wrong.subList(0, Math.min(MOST_TOLD, wrong.size()))))
                    .as(wrong.size() + " of " + REQUESTS + " with seed " + SEED + " in " + seconds + " s; the log:\n"
                            + faults(server))
                    .isEmpty();
        }
    }

    private static String faults(ServerProcess server) {
        return String.join(
                "\n",
                server.lines().stream()
                        .filter(line -> line.contains("fault"))
                        .distinct()
                        .limit(MOST_TOLD)
                        .toList());
    }

    private static void sendAll(int port, List<Request> all, List<String> wrong) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                Request request = all.get(i);
                String role = ROLES.get(i % ROLES.size());
                int number = i;
                sent.add(senders.submit(() -> judge(port, role, request)
                        .forEach(said -> wrong.add("#" + number + " " + role + ": " + said + "\n  " + request))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    /** What is wrong with an answer. */
    private static List<String> judge(int port, String role, Request request) {
        Answer answer;
        try {
            RawHttp client = role.equals("nobody") ? RawHttp.withoutToken(port) : RawHttp.of(port, role);
            answer = client.send(
                    request.method(),
                    request.address(),
                    request.body(),
                    request.headers().toArray(String[]::new));
        } catch (RuntimeException none) {
            return List.of("no answer: " + none);
        }
        List<String> wrong = new ArrayList<>();
        if (answer.status() >= 500) {
            wrong.add("status " + answer.status() + " " + answer.body());
        }
        if (answer.status() >= 400
                && !request.method().equals("HEAD")
                && !answer.body().matches("(?s).*\\w.*")) {
            wrong.add("status " + answer.status() + " without a word");
        }
        if (answer.status() >= 400 && answer.body().contains("<html")) {
            wrong.add("a page: " + answer.body());
        }
        Matcher said = SAID.matcher(answer.body());
        while (said.find()) {
            if (INSIDE.matcher(said.group(1)).find()) {
                wrong.add("status " + answer.status() + " of the inside: " + said.group(1));
                break;
            }
        }
        return wrong;
    }
}

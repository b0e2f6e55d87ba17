package org.platelink.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.bench.IntakeLoad.LoadResult;

/** Sends many results in messages, and looks at a server's memory after each quarter of them. */
final class MemoryRun {

    private static final Pattern USED = Pattern.compile("heap.*?used (\\d+)K");
    private static final int QUARTERS = 4;

    private final BenchedServer server;
    private final IntakeLoad load;

    MemoryRun(BenchedServer server, IntakeLoad load) {
        this.server = server;
        this.load = load;
    }

    void send(int results) throws Exception {
        int messages = results / LabOrder.RESULTS / QUARTERS;
        System.out.printf(
                "%10s %14s %10s %10s %12s %12s%n",
                "results", "used heap, MB", "RSS, MB", "results/s", "ACK p95, ms", "overloaded");
        sample(0, "", "", "");
        for (int quarter = 1; quarter <= QUARTERS; quarter++) {
            LoadResult sent = load.messages("M" + quarter, messages);
            sample(
                    quarter * messages * LabOrder.RESULTS,
                    "%.0f".formatted(messages * LabOrder.RESULTS / sent.applied()),
                    "%.0f".formatted(sent.answered().quantile(0.95)),
                    "" + sent.overloaded());
        }
    }

    private void sample(int results, String rate, String answered, String overloaded) throws IOException {
        // The second finds what the first has made free to collect.
        ask("GC.run");
        ask("GC.run");
        Matcher used = USED.matcher(ask("GC.heap_info"));
        if (!used.find()) {
            throw new AssertionError("The server's heap is not known.");
        }
        System.out.printf(
                "%10d %14d %10d %10s %12s %12s%n",
                results, Long.parseLong(used.group(1)) / 1024, server.residentMegabytes(), rate, answered, overloaded);
    }

    private String ask(String what) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(jcmd, Long.toString(server.pid()), what)
                .redirectErrorStream(true)
                .start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}

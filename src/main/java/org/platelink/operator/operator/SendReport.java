package org.platelink.operator.operator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Prints the status of each message as it arrives, one line each with the findings below it, and the totals at the
 * end.
 */
final class SendReport {

    private static final int MOST_FINDINGS = 20;

    private final PrintWriter out;
    private final PrintWriter errors;
    private final boolean isColoured;
    private final Map<String, Integer> statuses = new TreeMap<>();
    private int sent;
    private int unreadable;
    private boolean allGood = true;

    SendReport(PrintWriter out, PrintWriter errors, boolean isColoured) {
        this.out = out;
        this.errors = errors;
        this.isColoured = isColoured;
    }

    void sent(Path file, Delivery delivery, DeliveryStatus status) {
        sent++;
        statuses.merge(status.fate(), 1, Integer::sum);
        allGood &= status.isGood();
        out.printf(
                "%s %d  %s  %d %s  %s%n",
                file,
                delivery.number(),
                delivery.label().isEmpty() ? "-" : delivery.label(),
                status.status(),
                status.code(),
                coloured(status));
        status.findings().stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> out.println("    "
                        + List.of(finding.reason(), finding.place(), finding.text()).stream()
                                .filter(part -> !part.isBlank())
                                .collect(Collectors.joining("  "))));
        if (status.findings().size() > MOST_FINDINGS) {
            out.println("    and " + (status.findings().size() - MOST_FINDINGS) + " more");
        }
        out.flush();
    }

    private String coloured(DeliveryStatus status) {
        if (!isColoured) {
            return status.fate();
        }
        Style colour = status.isGood() ? Style.fg_green : status.status() / 100 == 2 ? Style.fg_yellow : Style.fg_red;
        return colour.on() + status.fate() + colour.off();
    }

    /** Reports a file in a folder that is not a message. */
    void leftOut(Path file) {
        out.println(file + " -  left out: it has neither HL7 v2 nor FHIR in JSON");
        out.flush();
    }

    /** Reports a file that cannot be read, or not to its end. */
    void unreadable(Path file, String why) {
        unreadable++;
        allGood = false;
        out.flush();
        errors.println(file + " cannot be sent: " + why + ".");
        errors.flush();
    }

    void summary() {
        String each = statuses.entrySet().stream()
                .map(status -> status.getValue() + " " + status.getKey())
                .collect(Collectors.joining(", "));
        out.println(sent
                + (sent == 1 ? " message" : " messages")
                + (each.isEmpty() ? "" : ": " + each)
                + (unreadable == 0 ? "" : "; " + unreadable + " files could not be sent"));
        out.flush();
    }

    /** Whether at least one message was sent, and the results of all are stored. */
    boolean isAllGood() {
        return allGood && sent > 0;
    }
}

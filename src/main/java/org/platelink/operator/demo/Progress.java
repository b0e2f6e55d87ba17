package org.platelink.operator.demo;

import java.io.PrintWriter;

/** Progress output: one line that is overwritten on a terminal, otherwise one line per quarter. Thread-safe. */
final class Progress {

    private static final int WIDTH = 40;
    private static final int QUARTERS = 4;

    private final PrintWriter out;
    private final boolean terminal;
    private final int total;
    private int done;
    private int told;

    Progress(PrintWriter out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    synchronized void step() {
        done++;
        int part = done * (terminal ? WIDTH : QUARTERS) / total;
        if (part > told) {
            told = part;
            tell();
        }
    }

    private void tell() {
        if (terminal) {
            out.printf("\r[%s%s] %d of %d requests", "#".repeat(told), " ".repeat(WIDTH - told), done, total);
        } else {
            out.println(done + " of " + total + " requests");
        }
        out.flush();
    }

    /** Ends the line on a terminal. */
    synchronized void end() {
        if (terminal) {
            out.println();
            out.flush();
        }
    }
}

package org.platelink.operator.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A process that is run to its end. */
final class ChildProcess {

    /** Of what it printed, so much is shown. */
    private static final int SHOWN = 2_000;

    private ChildProcess() {}

    /**
     * Runs a command.
     *
     * @param failed what to say if its exit code is not 0, before the end of what it printed
     */
    static void run(List<String> command, String failed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(failed + ": "
                    + printed.substring(Math.max(0, printed.length() - SHOWN)).strip());
        }
    }
}

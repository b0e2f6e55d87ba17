package org.platelink.platform.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;

/**
 * Sets the JVM's heap free ratios at run time so that the heap stays near what the server uses. By default the JVM
 * would hold up to 70 % of it free. Most of what this server holds are definitions that stay, and what a request
 * needs is young and soon gone. A jar cannot bring JVM options, but these two may be set while the JVM runs; values
 * from the command line take precedence.
 */
public final class HeapFreeRatio {

    private static final int LEAST_FREE_PERCENT = 10;
    private static final int MOST_FREE_PERCENT = 20;

    private HeapFreeRatio() {}

    /** Sets the ratios. To be called before much is allocated; on a JVM that has no such options nothing happens. */
    public static void keep() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine == null) {
            return;
        }
        try {
            set(machine, "MinHeapFreeRatio", LEAST_FREE_PERCENT);
            set(machine, "MaxHeapFreeRatio", MOST_FREE_PERCENT);
        } catch (IllegalArgumentException otherMachine) {
            // Another garbage collector or vendor: the heap then has the size that they choose.
        }
    }

    private static void set(HotSpotDiagnosticMXBean machine, String option, int percent) {
        VMOption now = machine.getVMOption(option);
        if (now.getOrigin() == VMOption.Origin.DEFAULT && now.isWriteable()) {
            machine.setVMOption(option, Integer.toString(percent));
        }
    }
}

package org.platelink.platform.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;

/**
 * Has the Java machine keep its heap near what the server uses. It would hold up to 70 % of it free; most of what this
 * server holds are definitions that stay, and what a request needs is young and soon gone. A jar cannot bring options of the
 * Java machine, but these two may be set while it runs; whoever gives them on the command line has their way.
 */
public final class HeapFreeRatio {

    private static final int LEAST_FREE_PERCENT = 10;
    private static final int MOST_FREE_PERCENT = 20;

    private HeapFreeRatio() {}

    /** To be called before much is allocated; on a Java machine that has no such options nothing happens. */
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

package org.roundproof.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What else a reader needs to judge a measured time: Java, processors and how busy they were. */
final class MachineState {
    private MachineState() {}

    /** One line. */
    static String now() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(
                Locale.ROOT,
                "Java %s, %s, %d processors, load average %.1f",
                Runtime.version(),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                load);
    }
}

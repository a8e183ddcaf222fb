package org.roundproof;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The one knob that scales all tests: {@code -Droundproof.effort=N} multiplies the tries of every property and the sample
 * sizes of every test that asks {@link #scaled}. It also sets jqwik's default number of tries before discovery.
 */
public final class Effort implements LauncherSessionListener {
    private static final int TRIES = 200;

    /** The multiplier, 1 by default. */
    public static int factor() {
        return Math.max(1, Integer.getInteger("roundproof.effort", 1));
    }

    /** {@code base} times the multiplier. */
    public static int scaled(int base) {
        return Math.multiplyExact(base, factor());
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.setProperty("jqwik.tries.default", String.valueOf(scaled(TRIES)));
    }
}

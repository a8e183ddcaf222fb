package org.roundproof.simd;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether loops in explicit vector instructions are in use: where Java was started with {@code --add-modules
 * jdk.incubator.vector} and the processor's vectors hold at least {@value #FEWEST_LANES} doubles. {@code
 * -Droundproof.vector=false} switches them off, {@code true} has them on narrower vectors too, where they are correct but no
 * gain.
 */
public final class Simd {
    /** The system property: {@code true}, {@code false} or not set. */
    public static final String PROPERTY = "roundproof.vector";

    private static final int FEWEST_LANES = 8;
    private static final String MODULE = "jdk.incubator.vector";
    private static final String LOOPS = "org.roundproof.simd.IncubatorLoops";

    private static final String MISSING = "off; this build has no " + LOOPS + " (src/vector was left out)";

    private static final @Nullable SimdLoops IN_USE;
    private static final String STATUS;

    static {
        String setting = System.getProperty(PROPERTY, "");
        SimdLoops loops = null;
        String status;
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            status = "off; start Java with --add-modules " + MODULE;
        } else if (setting.equals("false")) {
            status = "off by -D" + PROPERTY + "=false";
        } else {
            SimdLoops found = load();
            if (found == null) {
                status = MISSING;
            } else if (found.lanes() >= FEWEST_LANES || setting.equals("true")) {
                loops = found;
                status = found.lanes() + " doubles at a time by " + MODULE;
            } else {
                status = "off; vectors hold " + found.lanes() + " doubles here, and less than " + FEWEST_LANES
                        + " are no gain";
            }
        }
        IN_USE = loops;
        STATUS = status;
    }

    private Simd() {}

    /** The loops, or null where the plain ones are in use. The same in the whole life of a JVM. */
    public static @Nullable SimdLoops loops() {
        return IN_USE;
    }

    /** Whether the JVM was started with the option. */
    public static boolean isRequested() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** One phrase: what is in use, or why the loops are off. */
    public static String status() {
        return STATUS;
    }

    /** What is wrong with the system property, if anything. */
    public static Optional<String> mistake() {
        String setting = System.getProperty(PROPERTY);
        if (setting == null || setting.equals("false")) {
            return Optional.empty();
        }
        if (!setting.equals("true")) {
            return Optional.of("-D" + PROPERTY + "=" + setting + " is neither true nor false");
        }
        return STATUS.equals(MISSING)
                ? Optional.of("-D" + PROPERTY + "=true: vector instructions are " + STATUS)
                : Optional.empty();
    }

    /** The one class that needs the module: named only here, so that nothing loads it without. Null where the build lacks it. */
    private static @Nullable SimdLoops load() {
        try {
            return (SimdLoops) Class.forName(LOOPS).getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(LOOPS, e);
        }
    }
}

package org.roundproof.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The option, in both executions of the build: on a plain launch, and with the incubator module. */
@Tag("simd")
class SimdTest {
    /** The build sets the property to true in the execution that has the module, and there alone. */
    @Test
    void loopsAreInUseExactlyWhereTheBuildAsksForThem() {
        boolean asked = Boolean.getBoolean(Simd.PROPERTY);
        assertEquals(asked, Simd.loops() != null, Simd.status());
        assertEquals(asked, Simd.isRequested());
        assertEquals(asked, Simd.status().matches("\\d+ doubles at a time by jdk.incubator.vector"), Simd.status());
    }

    /** A build without src/vector goes on with the plain loops and says so. */
    @Test
    void aBuildWithoutTheLoopsSaysSo() throws Exception {
        URL classes = Simd.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader without = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.endsWith(".IncubatorLoops")) {
                    throw new ClassNotFoundException(name);
                }
                return super.findClass(name);
            }
        };
        Class<?> simd = without.loadClass(Simd.class.getName());
        assertNotSame(Simd.class, simd);
        assertNull(simd.getMethod("loops").invoke(null));
        String expected = Simd.isRequested()
                ? "off; this build has no org.roundproof.simd.IncubatorLoops (src/vector was left out)"
                : "off; start Java with --add-modules jdk.incubator.vector";
        assertEquals(expected, simd.getMethod("status").invoke(null));
        assertEquals(
                Simd.isRequested()
                        ? Optional.of("-Droundproof.vector=true: vector instructions are " + expected)
                        : Optional.empty(),
                simd.getMethod("mistake").invoke(null));
    }

    @Test
    void theSwitchIsTrueOrFalse() {
        String before = System.getProperty(Simd.PROPERTY);
        try {
            System.clearProperty(Simd.PROPERTY);
            assertTrue(Simd.mistake().isEmpty());
            System.setProperty(Simd.PROPERTY, "false");
            assertTrue(Simd.mistake().isEmpty());
            System.setProperty(Simd.PROPERTY, "no");
            assertEquals(
                    "-Droundproof.vector=no is neither true nor false",
                    Simd.mistake().orElseThrow());
        } finally {
            if (before == null) {
                System.clearProperty(Simd.PROPERTY);
            } else {
                System.setProperty(Simd.PROPERTY, before);
            }
        }
    }
}

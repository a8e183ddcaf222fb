package org.roundproof.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

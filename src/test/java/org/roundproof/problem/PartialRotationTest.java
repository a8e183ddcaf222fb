package org.roundproof.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;

class PartialRotationTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 60})
    void thePathLeadsFromTheAxesToTheRotation(int d) {
        double[] r = RandomRotation.of(d, d);
        double[] start = PartialRotation.of(r, d, 0);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double expected = i == j ? 1 : 0;
                assertEquals(expected, i < d - 1 ? start[i * d + j] : Math.abs(start[i * d + j]));
            }
        }
        assertArrayEquals(r, PartialRotation.of(r, d, 1), 1e-13);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.1, 0.5, 0.999})
    void everyPointOfThePathIsOrthogonal(double part) {
        int d = 30;
        double[] r = PartialRotation.of(RandomRotation.of(4, d), d, part);
        for (int i = 0; i < d; i++) {
            for (int k = 0; k <= i; k++) {
                double dot = 0;
                for (int j = 0; j < d; j++) {
                    dot += r[i * d + j] * r[k * d + j];
                }
                assertEquals(i == k ? 1 : 0, dot, 1e-13);
            }
        }
    }

    /** In the plane R(t) turns by t times the angle of R. */
    @Test
    void inThePlaneTheAngleIsScaled() {
        double[] r = {StrictMath.cos(2), -StrictMath.sin(2), StrictMath.sin(2), StrictMath.cos(2)};
        double[] half = PartialRotation.of(r, 2, 0.25);
        double[] expected = {StrictMath.cos(0.5), -StrictMath.sin(0.5), StrictMath.sin(0.5), StrictMath.cos(0.5)};
        assertArrayEquals(expected, half, 1e-15);
    }

    /** The path is continuous: entries move by at most √d times the sum of the angles turned, and here by far less. */
    @Test
    void smallStepsMoveLittle() {
        int d = 20;
        double[] r = RandomRotation.of(9, d);
        for (double t = 0; t < 1; t += 0.125) {
            double[] here = PartialRotation.of(r, d, t);
            double[] there = PartialRotation.of(r, d, t + 1e-6);
            double moved = 0;
            for (int k = 0; k < here.length; k++) {
                moved = Math.max(moved, Math.abs(here[k] - there[k]));
            }
            assertTrue(moved > 0 && moved < 1e-4, t + ": " + moved);
        }
    }

    @Test
    void theWholeRotationIsTheOneOfTheSeed() {
        GaussianProblem plain = GaussianProblem.of(Spectrum.parse("power(2)"), Optimum.parse("ones"), 6, 1);
        assertArrayEquals(
                plain.rotated(5).rotation().orElseThrow(),
                plain.rotated(5, 1).rotation().orElseThrow());
        assertEquals(plain.rotated(5).description(), plain.rotated(5, 1).description());
        assertTrue(plain.rotated(5, 0.25).description().endsWith("rotated (seed 5, part 0.25)"));
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(InputException.class, () -> plain.rotated(5, wrong));
        }
    }
}

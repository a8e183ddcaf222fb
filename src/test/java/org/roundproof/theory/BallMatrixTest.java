package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The results hold what they must, and little more. */
class BallMatrixTest {
    private static final BallMatrix A =
            new BallMatrix(2, new double[] {1, -2, 3, 4}, new double[] {0.125, 0, 0.25, 0.5});
    private static final BallMatrix B =
            new BallMatrix(2, new double[] {-1, 0.5, 2, -3}, new double[] {0.25, 0.125, 0, 0.5});

    /** The radius is at least the exact one, and hardly more. */
    private static void assertBall(double[] centre, double[] radius, BallMatrix ball) {
        for (int k = 0; k < centre.length; k++) {
            assertEquals(centre[k], ball.centre()[k], "centre " + k);
            assertTrue(ball.radius()[k] >= radius[k], () -> "too small: " + Arrays.toString(ball.radius()));
            assertEquals(radius[k], ball.radius()[k], 1e-13, "radius " + k);
        }
    }

    /** Σ_k |a| s + r (|b| + s), numbers of few bits. */
    @Test
    void productsOfSets() {
        assertBall(
                new double[] {-5, 6.5, 5, -10.5},
                new double[] {
                    0.25 + 0.125 * 1.25, 0.125 + 0.125 * 0.625 + 2 * 0.5,
                    3 * 0.25 + 0.25 * 1.25 + 0.5 * 2, 3 * 0.125 + 0.25 * 0.625 + 4 * 0.5 + 0.5 * 3.5
                },
                A.times(B));
    }

    /** A + fB with f within ½ of 2: r_A + |f| r_B + ½ (|B| + r_B). The width 1 of f stands in for its radius. */
    @Test
    void sumsOfSets() {
        double[] radius = new double[4];
        for (int k = 0; k < 4; k++) {
            radius[k] = A.radius()[k] + 3 * B.radius()[k] + Math.abs(B.centre()[k]);
        }
        assertBall(new double[] {-1, -1, 7, -2}, radius, A.plus(new Interval(1.5, 2.5), B));
    }

    @Test
    void transposesAndMirrors() {
        assertBall(new double[] {1, 3, -2, 4}, new double[] {0.125, 0.25, 0, 0.5}, A.transpose());
        SymmetricEnclosure lower = A.symmetric();
        assertEquals(3, lower.centre()[1]);
        assertEquals(3, lower.centre()[2]);
        assertEquals(0.75, lower.radius(), 1e-14);
    }

    /** The lower triangle of the radii, mirrored: rows of 1, 1/16 and ½ where the upper one would make others. */
    @Test
    void radiiAreMirroredFromTheLowerTriangle() {
        double[][] lower = {{1, 0.0625, 0.25, 0.125, 0.03125, 0.5}, {0.125, 0.0625, 2, 0.25, 0.5, 1}};
        for (double[] r : lower) {
            double[] radius = {r[0], 64, 64, r[1], r[2], 64, r[3], r[4], r[5]};
            double exact = Math.max(r[0] + r[1] + r[3], Math.max(r[1] + r[2] + r[4], r[3] + r[4] + r[5]));
            double[] centre = {1, 0, 0, 2, 3, 0, 4, 5, 6};
            SymmetricEnclosure mirrored = new BallMatrix(3, centre, radius).symmetric();
            assertArrayEquals(new double[] {1, 2, 4, 2, 3, 5, 4, 5, 6}, mirrored.centre());
            assertEquals(exact, mirrored.radius(), 1e-13);
        }
    }

    /** 1e-400 is no double, but within the radius. */
    @Test
    void underflowIsCounted() {
        BallMatrix tiny = BallMatrix.of(new double[] {1e-200}, 1);
        assertTrue(tiny.times(tiny).radius()[0] >= Double.MIN_VALUE);
        assertTrue(tiny.plus(Interval.of(1e-200), tiny).radius()[0] >= Double.MIN_VALUE);
    }

    /** Doubles of full length: rounding alone, against exact decimals, and within a few ulps. */
    @Test
    void roundingIsCounted() {
        Random random = new Random(7);
        int d = 5;
        for (int trial = 0; trial < 20; trial++) {
            double[] a = random.doubles(d * d, -1, 1).toArray();
            double[] b = random.doubles(d * d, -1, 1).toArray();
            BallMatrix product = BallMatrix.of(a, d).times(BallMatrix.of(b, d));
            double factor = random.nextDouble();
            BallMatrix sum = BallMatrix.of(a, d).plus(Interval.of(factor), BallMatrix.of(b, d));
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    BigDecimal exact = BigDecimal.ZERO;
                    for (int k = 0; k < d; k++) {
                        exact = exact.add(new BigDecimal(a[i * d + k]).multiply(new BigDecimal(b[k * d + j])));
                    }
                    assertWithin(exact, product, i * d + j);
                    BigDecimal scaled = new BigDecimal(factor).multiply(new BigDecimal(b[i * d + j]));
                    assertWithin(new BigDecimal(a[i * d + j]).add(scaled), sum, i * d + j);
                }
            }
        }
    }

    private static void assertWithin(BigDecimal exact, BallMatrix ball, int k) {
        double radius = ball.radius()[k];
        BigDecimal error = exact.subtract(new BigDecimal(ball.centre()[k])).abs();
        assertTrue(error.compareTo(new BigDecimal(radius)) <= 0, () -> error + " > " + radius);
        assertTrue(radius < 5e-15, () -> radius + " is wide");
    }
}

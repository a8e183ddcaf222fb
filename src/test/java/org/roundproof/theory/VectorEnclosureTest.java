package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Radii at least as large as the exact ones, and hardly larger. */
class VectorEnclosureTest {
    private static final VectorEnclosure START = new VectorEnclosure(new double[] {1, -1}, 0.5);

    private static void assertRadius(double exact, double radius) {
        assertTrue(radius >= exact, () -> radius + " is below " + exact);
        assertEquals(exact, radius, 1e-11);
    }

    /** ‖A − A₀‖ ≤ ¼ and ‖x‖ = 5: ¼·5 + ½. */
    @Test
    void affineImages() {
        SymmetricEnclosure a =
                SymmetricEnclosure.of(new double[] {2, 1, 1, 2}, 2).widened(0.25);
        VectorEnclosure image = VectorEnclosure.affine(START, a, new double[] {3, 4});
        assertArrayEquals(new double[] {11, 10}, image.centre());
        assertRadius(1.75, image.radius());
    }

    @Test
    void differencesAndLengths() {
        VectorEnclosure difference = new VectorEnclosure(new double[] {4, 3}, 0.25).minus(START);
        assertArrayEquals(new double[] {3, 4}, difference.centre());
        assertRadius(0.75, difference.radius());
        assertRadius(5.75, difference.length());
    }

    /** ½‖x‖ + ¼‖v‖ + ½·¼, attained where all point alike. */
    @Test
    void dotProducts() {
        VectorEnclosure v = new VectorEnclosure(new double[] {3, 4}, 0.5);
        Interval dot = v.dot(new double[] {6, 8}, 0.25);
        double radius = 0.5 * 10 + 0.25 * 5 + 0.125;
        assertRadius(50 + radius, dot.upper());
        assertRadius(radius - 50, -dot.lower());
    }

    @Test
    void normsDoNotUnderflow() {
        assertEquals(0, VectorEnclosure.norm(new double[3]));
        assertTrue(VectorEnclosure.norm(new double[] {0, 1e-200}) >= 1e-200);
        assertRadius(5, VectorEnclosure.norm(new double[] {3, -4}));
    }

    /** Every corner of a box of half-widths (¼, ½). */
    @Test
    void boxes() {
        VectorEnclosure ball = VectorEnclosure.of(
                FieldMatrix.column(IntervalField.INSTANCE, List.of(new Interval(1, 1.5), new Interval(-1, 0))));
        assertArrayEquals(new double[] {1.25, -0.5}, ball.centre());
        double half = Math.sqrt(0.0625 + 0.25);
        assertTrue(half <= ball.radius() && ball.radius() <= 2 * half * (1 + 1e-12), ball::toString);
    }

    /** Sums that cancel: (1, 1)·(4, 4) − 8 of magnitude √2·√32 + 8 and three terms has an error of 2(5u)²·16 by the dot product. */
    @Test
    void cancellationIsCountedByTheMagnitudes() {
        double square = 0x1p-106;
        VectorEnclosure image = VectorEnclosure.affine(
                new VectorEnclosure(new double[] {0, -8}, 0),
                SymmetricEnclosure.of(new double[] {0, 0, 1, 1}, 2),
                new double[] {4, 4});
        assertArrayEquals(new double[2], image.centre());
        assertTrue(image.radius() >= 800 * square && image.radius() <= 801 * square, image::toString);
        // ‖(1, 1)‖‖(1, −1)‖ = 2 and two terms: 2(4u)²·2
        Interval dot = new VectorEnclosure(new double[] {1, 1}, 0).dot(new double[] {1, -1}, 0);
        assertTrue(dot.upper() >= 64 * square && dot.upper() <= 65 * square, dot::toString);
    }

    /** Doubles of full length, against exact decimals: rounding alone. */
    @Test
    void roundingIsCounted() {
        Random random = new Random(17);
        int d = 4;
        for (int trial = 0; trial < 50; trial++) {
            double[] a = random.doubles(d * d, -1, 1).toArray();
            double[] start = random.doubles(d, -1, 1).toArray();
            double[] x = random.doubles(d, -1, 1).toArray();
            VectorEnclosure image =
                    VectorEnclosure.affine(new VectorEnclosure(start, 0), SymmetricEnclosure.of(a, d), x);
            VectorEnclosure difference = new VectorEnclosure(start, 0).minus(new VectorEnclosure(x, 0));
            BigDecimal imageError = BigDecimal.ZERO;
            BigDecimal differenceError = BigDecimal.ZERO;
            for (int i = 0; i < d; i++) {
                BigDecimal sum = new BigDecimal(start[i]);
                for (int j = 0; j < d; j++) {
                    sum = sum.add(new BigDecimal(a[i * d + j]).multiply(new BigDecimal(x[j])));
                }
                imageError = imageError.add(squaredError(sum, image.centre()[i]));
                BigDecimal exact = new BigDecimal(start[i]).subtract(new BigDecimal(x[i]));
                differenceError =
                        differenceError.add(squaredError(exact, difference.centre()[i]));
            }
            assertCounted(imageError, image.radius());
            assertCounted(differenceError, difference.radius());
        }
    }

    private static BigDecimal squaredError(BigDecimal exact, double computed) {
        return exact.subtract(new BigDecimal(computed)).pow(2);
    }

    private static void assertCounted(BigDecimal squaredError, double radius) {
        BigDecimal error = squaredError.sqrt(MathContext.DECIMAL64);
        assertTrue(error.compareTo(new BigDecimal(radius)) <= 0, () -> error + " > " + radius);
        assertTrue(radius < 1e-15, () -> radius + " is wide");
    }
}

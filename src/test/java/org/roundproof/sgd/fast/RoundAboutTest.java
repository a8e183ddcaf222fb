package org.roundproof.sgd.fast;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.Effort;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

/**
 * Where a neighbourhood is said to be decided, all of it is rounded alike: at words that barely decide at its centre, with
 * neighbourhoods of up to 2^20 units of the last bit that decides, about powers of two too.
 */
class RoundAboutTest {
    private static final TensorWords MORE = (element, use, level) -> 0x5bd1e995 * (use + 3 * level);

    @TestFactory
    Stream<DynamicTest> decidedNeighbourhoodsAreRoundedAlike() {
        return Stream.of(
                        "e4m3:sr",
                        "e5m2:sr:ovf-inf",
                        "e4m3fnuz:sr",
                        "bfloat16:sr",
                        "binary16:sr",
                        "tf32:sr",
                        "int8(step=1/64):sr",
                        "e4m3:sr(16,floor)",
                        "binary16:sr(20,half)",
                        "int8(step=1/64):tpdf",
                        "uint8(step=1/32):tpdf")
                .map(text -> DynamicTest.dynamicTest(text, () -> decided(text)));
    }

    private static void decided(String text) {
        Quantizer quantizer = (Quantizer) OperatorExpression.parse(text).resolve();
        FastRounder rounder = FastRounder.of(quantizer);
        SplittableRandom random = new SplittableRandom(text.hashCode());
        int bits = Mode.bitsOf(quantizer.rounding()) == 0 ? Integer.SIZE : Mode.bitsOf(quantizer.rounding());
        int tries = Effort.scaled(20_000);
        int answered = 0;
        for (int k = 0; k < tries; k++) {
            double relative = Math.scalb(1 + random.nextDouble(), -22 - random.nextInt(24));
            double x = centre(quantizer, relative, random);
            int second = random.nextInt();
            int threshold = threshold(word -> rounder.round(x, word, second, (use, level) -> MORE.word(0, use, level)));
            // the decision moves by about |x|/spacing · 2^32 · relative words, 2^41 · relative at p = 9, say; few bits
            // are the word's first
            double reach = 16 * Math.scalb(1.0, Integer.SIZE - bits) + Math.scalb(relative, 30 + random.nextInt(20));
            int word = threshold + (int) ((random.nextDouble() * 2 - 1) * Math.min(reach, 0x1p30));
            double[] out = new double[1];
            if (!rounder.roundAbout(new double[] {x}, relative, out, 1, new int[] {word}, new int[] {second})
                    || Double.isNaN(out[0])) {
                continue;
            }
            answered++;
            for (double share : new double[] {-1, -0.999, -0.5, 0, 0.5, 0.999, 1}) {
                double z = within(x, share * relative, relative);
                double expected = rounder.round(z, word, second, (use, level) -> MORE.word(0, use, level));
                assertTrue(
                        Double.compare(expected, out[0]) == 0,
                        () -> text + ": " + Double.toHexString(z) + ", within " + relative + " of "
                                + Double.toHexString(x) + ", word " + Integer.toHexString(word) + ": " + expected
                                + ", not " + out[0]);
            }
        }
        assertTrue(answered > tries / 8, "only " + answered + " of " + tries + " answered");
        assertTrue(answered < tries - tries / 20, "nothing was near a decision: " + answered + " of " + tries);
    }

    /** Half of them about a power of two, some subnormal, all of a sign that the format has. */
    private static double centre(Quantizer quantizer, double relative, SplittableRandom random) {
        int top = Math.getExponent(quantizer.format().maxFinite());
        int exponent = top - random.nextInt(14);
        double x = random.nextBoolean()
                ? Math.scalb(1 + (random.nextDouble() * 2 - 1) * relative, exponent)
                : Math.scalb(1 + random.nextDouble(), exponent - 1);
        return quantizer.format().signed() && random.nextBoolean() ? -x : x;
    }

    /** A double z = x(1 + by) with |z − x| ≤ relative·|x|. */
    private static double within(double x, double by, double relative) {
        double z = x * (1 + by);
        while (Math.abs(z - x) > relative * Math.abs(x) * (1 - 0x1p-50)) {
            z = Math.nextAfter(z, x);
        }
        return z;
    }

    /** The first word, counted without sign, at which the result is another than at word 0; 0 where there is none. */
    private static int threshold(IntToDoubleFunction result) {
        double first = result.applyAsDouble(0);
        if (result.applyAsDouble(-1) == first) {
            return 0;
        }
        long low = 0;
        long high = 0xffff_ffffL;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (result.applyAsDouble((int) middle) == first) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (int) high;
    }

    @Test
    void thereIsNoBulkWayForOtherRoundings() {
        double[] array = new double[1];
        for (String text :
                new String[] {"e4m3:ties-to-even", "binary32:sr", "e4m3:sr(4,floor)", "int8(step=0.3125):tpdf"}) {
            FastRounder rounder =
                    FastRounder.of((Quantizer) OperatorExpression.parse(text).resolve());
            assertFalse(rounder.roundAbout(new double[] {1.1}, 0x1p-51, array, 1, new int[1], new int[1]), text);
        }
    }
}

package org.roundproof.sgd.fast;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;
import org.roundproof.quantizer.Rounding.Deterministic;

/**
 * Rounding said a third time, within the range: the code table is decoded, the magnitudes listed in order, and x compared
 * with the two next to it and with their midpoint. It knows nothing of exponents, cells or encodings.
 */
final class TableOracle {
    private final NumberFormat format;
    private final double[] magnitudes;
    /** Added to a position, it gives the index whose parity decides ties (values that flushing leaves out count). */
    private final long leftOut;

    TableOracle(NumberFormat format) {
        this.format = format;
        magnitudes = LongStream.range(0, 1L << format.bits())
                .filter(code -> format.classify(code) != ValueClass.UNUSED)
                .mapToDouble(format::decode)
                .filter(Double::isFinite)
                .map(Math::abs)
                .sorted()
                .distinct()
                .toArray();
        boolean flushes = format instanceof FloatFormat f && f.hasZero() && !f.subnormals();
        leftOut = flushes ? (1L << (((FloatFormat) format).precision() - 1)) - 1 : 0;
    }

    /** Whether x is in the range. */
    boolean covers(double x) {
        return x >= format.minFinite() && x <= format.maxFinite();
    }

    /** Q(x) of an x in the range. */
    double round(double x, Deterministic rounding) {
        boolean negative = Double.doubleToRawLongBits(x) < 0;
        double magnitude = magnitude(Math.abs(x), negative, rounding);
        return negative && (magnitude != 0 || format.hasNegativeZero()) ? -magnitude : magnitude;
    }

    private double magnitude(double x, boolean negative, Deterministic rounding) {
        int found = Arrays.binarySearch(magnitudes, x);
        if (found >= 0) {
            return x;
        }
        double above = magnitudes[-found - 1];
        double below = magnitudes[-found - 2];
        boolean odd = (-found - 2 + (below == 0 ? 0 : leftOut)) % 2 != 0;
        int half = compareMidpoint(x, below, above);
        boolean up =
                switch (rounding) {
                    case TIES_TO_EVEN -> half > 0 || half == 0 && odd;
                    case TIES_TO_AWAY -> half >= 0;
                    case TOWARD_ZERO -> false;
                    case TOWARD_POSITIVE -> !negative;
                    case TOWARD_NEGATIVE -> negative;
                    case TO_ODD -> !odd;
                };
        return up ? above : below;
    }

    /** Sign of 2x − (a + b), 0 ≤ a &lt; b: with a + b = s + e (Dekker), 2x above s is above s + e, since no double is between. */
    private static int compareMidpoint(double x, double a, double b) {
        double s = a + b;
        double e = a - (s - b);
        return 2 * x == s ? Double.compare(0, e + 0.0) : Double.compare(2 * x, s);
    }
}

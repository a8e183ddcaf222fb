package org.roundproof.sgd.fast;

/** Whether a block of results holds a NaN, at the speed of the loops that make them. */
final class NotANumber {
    private NotANumber() {}

    /**
     * Whether there is a NaN among {@code values[from] … values[to − 1]}: then, and only then, their sum is one.
     *
     * @param values otherwise finite, and too small for their sum to overflow
     */
    static boolean in(double[] values, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int i = from;
        for (; i < to - 7; i += 8) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
            e += values[i + 4];
            f += values[i + 5];
            g += values[i + 6];
            h += values[i + 7];
        }
        for (; i < to; i++) {
            a += values[i];
        }
        return Double.isNaN(((a + b) + (c + d)) + ((e + f) + (g + h)));
    }
}

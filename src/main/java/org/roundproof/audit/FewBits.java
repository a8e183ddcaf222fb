package org.roundproof.audit;

import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Rounding;

/**
 * The probability that {@code sr(R, cut)} rounds away from zero, straight from its definition: the number of words u in
 * [0, 2^R) with cut(f·2^R) + u ≥ 2^R (for {@code half}: ⌊f·2^(R+1)⌋ + 2u + 1 ≥ 2^(R+1)), over 2^R. It counts; the
 * quantizer's distribution is computed in closed form.
 */
final class FewBits {
    private FewBits() {}

    /** P(away) at the fraction f = k/m, 0 ≤ k &lt; m. */
    static BigFraction away(Rounding.StochasticBits rounding, int k, int m) {
        long words = 1L << rounding.bits();
        long threshold = rounding.cut() == Rounding.Cut.HALF ? 2 * words : words;
        long cut = cut(rounding.cut(), k, m, threshold);
        int count = 0;
        for (long u = 0; u < words; u++) {
            long sum = rounding.cut() == Rounding.Cut.HALF ? cut + 2 * u + 1 : cut + u;
            if (sum >= threshold) {
                count++;
            }
        }
        return BigFraction.of(count, words);
    }

    /** Largest |P(away) − f| that the definition allows, in units of 2^−R: 1 for {@code floor}, ½ for the others. */
    static BigFraction bound(Rounding.StochasticBits rounding) {
        long words = 1L << rounding.bits();
        return BigFraction.of(1, rounding.cut() == Rounding.Cut.FLOOR ? words : 2 * words);
    }

    /** cut(k·scale/m). */
    private static long cut(Rounding.Cut cut, int k, int m, long scale) {
        long floor = k * scale / m;
        long twiceRest = 2 * (k * scale % m);
        boolean odd = (floor & 1) == 1;
        boolean up =
                switch (cut) {
                    case FLOOR, HALF -> false;
                    case EVEN -> twiceRest > m || (twiceRest == m && odd);
                    case ODD -> twiceRest > m || (twiceRest == m && !odd);
                };
        return up ? floor + 1 : floor;
    }
}

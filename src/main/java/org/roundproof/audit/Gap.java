package org.roundproof.audit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.Radix2;

/**
 * Two neighbouring finite values of a format.
 *
 * @param lower lo
 * @param upper hi, the next value above lo
 */
record Gap(double lower, double upper) {
    /** Every {@code stride}-th gap, by the code of its lower end; −0 counts as 0. */
    static List<Gap> of(NumberFormat format, int stride) {
        List<Gap> gaps = new ArrayList<>();
        for (long code = 0; code < 1L << format.bits(); code += stride) {
            double lower = format.decode(code);
            if (!Double.isFinite(lower) || (lower == 0 && 1 / lower < 0)) {
                continue;
            }
            double upper = format.nextUp(lower);
            if (upper > lower) {
                gaps.add(new Gap(lower, upper));
            }
        }
        return gaps;
    }

    /** lo as a fraction. */
    BigFraction lo() {
        return BigFraction.from(lower);
    }

    /** hi as a fraction. */
    BigFraction hi() {
        return BigFraction.from(upper);
    }

    /** h = hi − lo. */
    BigFraction width() {
        return hi().subtract(lo());
    }

    /** The real lo + h·k/m, exactly. */
    ExactReal point(int k, int m) {
        return ExactReal.ratio(
                Radix2.of(lower).multiply(Radix2.of(m - k)).add(Radix2.of(upper).multiply(Radix2.of(k))),
                BigInteger.valueOf(m));
    }
}

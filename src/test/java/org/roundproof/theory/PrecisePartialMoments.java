package org.roundproof.theory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * E[x^i Q(x)^k], x ~ N(0, λ), to 40 digits and more, by closed forms in Φ and φ over the whole line, in decimals of 70
 * digits. The conditional
 * moments come from the quantizer's exact distribution alone: three interior points of each segment between neighbouring
 * break points fix the parabola.
 */
final class PrecisePartialMoments {
    private static final MathContext DIGITS = new MathContext(70);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal ROOT_TWO_PI = new BigDecimal(
                    "6.28318530717958647692528676655900576839433879875021164194988918461563281257241799")
            .sqrt(DIGITS);
    /** Beyond 15σ the rest is below 1e-50. */
    private static final BigDecimal FAR = BigDecimal.valueOf(15);

    private final Quantizer quantizer;
    private final BigDecimal sigma;

    PrecisePartialMoments(Quantizer quantizer, double lambda) {
        this.quantizer = quantizer;
        this.sigma = new BigDecimal(lambda).sqrt(DIGITS);
    }

    /** c11, m2, m4, c13, c22. */
    List<BigDecimal> moments() {
        int[][] powers = {{1, 1}, {0, 2}, {0, 4}, {1, 3}, {2, 2}};
        List<BigFraction> breaks = breaks();
        BigDecimal[] sums = new BigDecimal[powers.length];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (int s = 0; s <= breaks.size(); s++) {
            BigFraction a = s == 0 ? null : breaks.get(s - 1);
            BigFraction b = s == breaks.size() ? null : breaks.get(s);
            BigFraction[] points = points(a, b);
            BigDecimal[] partial = partialMoments(a, b);
            for (int m = 0; m < powers.length; m++) {
                BigFraction[] parabola = parabola(points, powers[m][1]);
                for (int j = 0; j < 3; j++) {
                    if (parabola[j].signum() != 0) {
                        sums[m] = sums[m].add(decimal(parabola[j]).multiply(partial[j + powers[m][0]], DIGITS), DIGITS);
                    }
                }
            }
        }
        return List.of(sums);
    }

    private List<BigFraction> breaks() {
        NumberFormat format = quantizer.format();
        TreeSet<BigFraction> breaks = new TreeSet<>((x, y) -> x.subtract(y).signum());
        List<BigFraction> values = new ArrayList<>();
        for (double v = format.minFinite(); ; v = format.nextUp(v)) {
            values.add(BigFraction.from(v));
            if (v == format.maxFinite()) {
                break;
            }
        }
        int parts = quantizer.rounding() instanceof Rounding.StochasticBits bits ? 2 << bits.bits() : 2;
        for (int i = 0; i + 1 < values.size(); i++) {
            BigFraction gap = values.get(i + 1).subtract(values.get(i));
            for (int p = 0; p < parts; p++) {
                breaks.add(values.get(i).add(gap.multiply(BigFraction.of(p, parts))));
            }
            if (i + 2 == values.size()) {
                for (int p = 0; p <= 4; p++) {
                    breaks.add(values.get(i + 1).add(gap.multiply(BigFraction.of(p, 2))));
                }
            }
            if (i == 0) {
                for (int p = 0; p <= 4; p++) {
                    breaks.add(values.get(0).subtract(gap.multiply(BigFraction.of(p, 2))));
                }
            }
        }
        return new ArrayList<>(breaks);
    }

    private static BigFraction[] points(BigFraction a, BigFraction b) {
        BigFraction start = a == null ? b.subtract(4) : a;
        BigFraction width = (b == null ? a.add(4) : b).subtract(start);
        BigFraction[] points = new BigFraction[3];
        for (int j = 0; j < 3; j++) {
            points[j] = start.add(width.multiply(BigFraction.of(j + 1, 4)));
        }
        return points;
    }

    /** Coefficients of the parabola through the conditional k-th moments. */
    private BigFraction[] parabola(BigFraction[] x, int k) {
        BigFraction[] y = new BigFraction[3];
        for (int j = 0; j < 3; j++) {
            y[j] = conditional(x[j], k);
        }
        BigFraction first = y[1].subtract(y[0]).divide(x[1].subtract(x[0]));
        BigFraction last = y[2].subtract(y[1]).divide(x[2].subtract(x[1]));
        BigFraction c2 = last.subtract(first).divide(x[2].subtract(x[0]));
        BigFraction c1 = first.subtract(c2.multiply(x[0].add(x[1])));
        BigFraction c0 =
                y[0].subtract(c1.multiply(x[0])).subtract(c2.multiply(x[0]).multiply(x[0]));
        return new BigFraction[] {c0, c1, c2};
    }

    private BigFraction conditional(BigFraction x, int k) {
        BigFraction sum = BigFraction.ZERO;
        for (Distribution.Atom atom : quantizer.distribution(ExactReal.of(x)).support()) {
            sum = sum.add(BigFraction.from(atom.value()).pow(k).multiply(atom.probability()));
        }
        return sum;
    }

    /** ∫_a^b x^j φ(x/σ)/σ dx, j = 0 … 4; null is an infinite end. */
    private BigDecimal[] partialMoments(BigFraction a, BigFraction b) {
        BigDecimal[] lower = boundary(a, false);
        BigDecimal[] upper = boundary(b, true);
        BigDecimal[] standard = new BigDecimal[5];
        standard[0] = upper[0].subtract(lower[0], DIGITS);
        standard[1] = lower[1].subtract(upper[1], DIGITS);
        for (int j = 2; j < 5; j++) {
            standard[j] = standard[j - 2]
                    .multiply(BigDecimal.valueOf(j - 1L), DIGITS)
                    .add(lower[j])
                    .subtract(upper[j], DIGITS);
        }
        BigDecimal[] partial = new BigDecimal[5];
        BigDecimal power = ONE;
        for (int j = 0; j < 5; j++) {
            partial[j] = standard[j].multiply(power, DIGITS);
            power = power.multiply(sigma, DIGITS);
        }
        return partial;
    }

    /** Φ(z), φ(z), zφ(z), z²φ(z), z³φ(z). */
    private BigDecimal[] boundary(BigFraction x, boolean upper) {
        BigDecimal zero = BigDecimal.ZERO;
        BigDecimal z = x == null ? (upper ? FAR : FAR.negate()) : decimal(x).divide(sigma, DIGITS);
        if (z.abs().compareTo(FAR) >= 0) {
            return new BigDecimal[] {z.signum() > 0 ? ONE : zero, zero, zero, zero, zero};
        }
        BigDecimal density = ONE.divide(exp(z.multiply(z).divide(TWO, DIGITS)).multiply(ROOT_TWO_PI), DIGITS);
        BigDecimal[] result = {HALF.add(density.multiply(series(z), DIGITS), DIGITS), density, null, null, null};
        for (int j = 2; j < 5; j++) {
            result[j] = result[j - 1].multiply(z, DIGITS);
        }
        return result;
    }

    // (Φ(z) − ½)/φ(z) = z + z³/3 + z⁵/(3·5) + …
    private static BigDecimal series(BigDecimal z) {
        BigDecimal square = z.multiply(z, DIGITS);
        BigDecimal term = z;
        BigDecimal sum = z;
        for (int n = 3; term.signum() != 0 && term.abs().compareTo(sum.abs().scaleByPowerOfTen(-75)) > 0; n += 2) {
            term = term.multiply(square).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    // e^y = Σ y^n/n!, y ≥ 0
    private static BigDecimal exp(BigDecimal y) {
        BigDecimal term = ONE;
        BigDecimal sum = ONE;
        for (int n = 1; term.signum() != 0 && term.compareTo(sum.scaleByPowerOfTen(-75)) > 0; n++) {
            term = term.multiply(y).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    private static BigDecimal decimal(BigFraction x) {
        return new BigDecimal(x.getNumerator()).divide(new BigDecimal(x.getDenominator()), DIGITS);
    }
}

package org.roundproof.theory;

import org.apache.commons.numbers.gamma.Erfc;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.PowerFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.VarianceBounds;

/**
 * Intervals for the joint moments of (x, x̃), x ~ N(0, λ), where the format has too many values to visit. With D = x̃ − x,
 * |D| ≤ δ|x| + η within the range [−M, M], |D| ≤ |x| beyond, and |E[D|x]| ≤ κ(δ|x| + η) within:
 *
 * <pre>
 * c11 = λ + E xD            m2 = λ + 2E xD + E D²      c22 = 3λ² + 2E x³D + E x²D²
 * c13 = 3λ² + 3E x³D + 3E x²D² + E xD³                  m4 = 3λ² + 4E x³D + 6E x²D² + 4E xD³ + E D⁴
 * </pre>
 *
 * where an unbiased rounding has κ = 0 and E D² between the means of its variance laws.
 */
final class WideGridMoments {
    private final IntervalField field = IntervalField.INSTANCE;
    private final double lambda;
    private final double sigma;
    private final double delta;
    private final double eta;
    private final double kappa;
    private final Interval alpha;
    private final Interval beta;
    private final boolean law;
    private final double limit;

    private WideGridMoments(Quantizer quantizer, double lambda) {
        this.lambda = lambda;
        this.sigma = Math.sqrt(lambda) * (1 + 0x1p-50);
        NumberFormat format = quantizer.format();
        Rounding rounding = quantizer.rounding();
        double cells = cells(rounding);
        if (format instanceof FloatFormat floating) {
            delta = Math.scalb(cells, 1 - floating.precision());
            eta = cells * (floating.subnormals() ? format.smallestPositive() : Math.scalb(1.0, floating.minExponent()));
        } else {
            delta = 0;
            eta = cells * (format instanceof PowerFormat power ? power.widestGap() : ((UniformFormat) format).step());
        }
        kappa = bias(quantizer);
        limit = quantizer.unsaturatedMagnitude();
        VarianceBounds bounds = quantizer.varianceBounds().orElse(null);
        law = kappa == 0 && bounds != null;
        alpha = bounds == null
                ? Interval.ZERO
                : field.of(bounds.lower().alpha()).hull(field.of(bounds.upper().alpha()));
        beta = bounds == null
                ? Interval.ZERO
                : field.of(bounds.lower().beta()).hull(field.of(bounds.upper().beta()));
    }

    /** The intervals of one coordinate. */
    static CoordinateMoments<Interval> of(Quantizer quantizer, double lambda, double optimum) {
        return new WideGridMoments(quantizer, lambda).moments(optimum);
    }

    /** Greatest |Q(x) − x| in cells. */
    private static double cells(Rounding rounding) {
        if (rounding instanceof Rounding.Tpdf) {
            return 1.5;
        }
        return rounding == Rounding.Deterministic.TIES_TO_EVEN || rounding == Rounding.Deterministic.TIES_TO_AWAY
                ? 0.5
                : 1;
    }

    /** κ: 0 if unbiased, 2^−R for R random bits, 1 for deterministic roundings. */
    private static double bias(Quantizer quantizer) {
        if (quantizer.unbiased()) {
            return 0;
        }
        return quantizer.rounding() instanceof Rounding.StochasticBits bits ? Math.scalb(1.0, -bits.bits()) : 1;
    }

    private CoordinateMoments<Interval> moments(double optimum) {
        Interval fourth = field.multiply(field.of(3), field.multiply(field.of(lambda), field.of(lambda)));
        Interval first = symmetric(kappa * mixed(1, 1) + tail(2)); // E xD
        Interval third = symmetric(kappa * mixed(3, 1) + tail(4)); // E x³D
        Interval square = squares(field.of(lambda), field.one(), mixed(0, 2), tail(2)); // E D²
        Interval squareTwo = squares(fourth, field.of(lambda), mixed(2, 2), tail(4)); // E x²D²
        Interval cube = symmetric(mixed(1, 3) + tail(4)); // E xD³
        Interval quartic = new Interval(0, up(mixed(0, 4) + tail(4))); // E D⁴
        Interval c11 = field.add(field.of(lambda), first);
        Interval m2 = field.add(field.add(field.of(lambda), twice(first)), square);
        Interval c22 = field.add(field.add(fourth, twice(third)), squareTwo);
        Interval c13 = field.add(field.add(fourth, times(3, third)), field.add(times(3, squareTwo), cube));
        Interval m4 = field.add(
                field.add(fourth, times(4, third)), field.add(field.add(times(6, squareTwo), times(4, cube)), quartic));
        return new CoordinateMoments<>(Interval.of(lambda), Interval.of(optimum), c11, m2, m4, c13, c22);
    }

    /** E x^j D², from the laws (α E x^j + β E x^(j+2)) or from |D| ≤ δ|x| + η; beyond the range at most the tail. */
    private Interval squares(Interval upperPower, Interval lowerPower, double bound, double tail) {
        if (!law) {
            return new Interval(0, up(bound + tail));
        }
        Interval mean = field.add(field.multiply(alpha, lowerPower), field.multiply(beta, upperPower));
        // the laws say nothing beyond the range, whose share of them is no more than the tail's
        double beyond = (alpha.upper() / (limit * limit) + beta.upper() + 1) * tail;
        return new Interval(Math.max(0, Math.nextDown(mean.lower() - up(beyond))), up(mean.upper() + up(tail)));
    }

    /** E |x|^j (δ|x| + η)^k, rounded up. */
    private double mixed(int j, int k) {
        double sum = 0;
        double binomial = 1;
        for (int m = 0; m <= k; m++) {
            sum += binomial * Math.pow(delta, m) * Math.pow(eta, k - m) * absolute(j + m);
            binomial = binomial * (k - m) / (m + 1);
        }
        return up(sum);
    }

    /** E |x|^k. */
    private double absolute(int k) {
        double[] standard = {1, Math.sqrt(2 / Math.PI), 1, 2 * Math.sqrt(2 / Math.PI), 3};
        return standard[k] * Math.pow(sigma, k);
    }

    // E[x²; |x| > M] = σ²(2mφ + erfc(m/√2)), E[x⁴; |x| > M] = σ⁴(2(m³ + 3m)φ + 3 erfc(m/√2)), m = M/σ
    private double tail(int power) {
        double m = limit / sigma;
        double density = Math.exp(-0.5 * m * m * (1 - 0x1p-45)) / Math.sqrt(2 * Math.PI);
        double erfc = Erfc.value(m / Math.sqrt(2) * (1 - 0x1p-48));
        if (density == 0) {
            return 1e-290 * Math.pow(sigma, power);
        }
        return up(
                power == 2
                        ? sigma * sigma * (2 * m * density + erfc)
                        : Math.pow(sigma, 4) * (2 * (m * m * m + 3 * m) * density + 3 * erfc));
    }

    private static Interval symmetric(double radius) {
        return new Interval(-up(radius), up(radius));
    }

    private static double up(double value) {
        return value * (1 + 0x1p-40);
    }

    private Interval twice(Interval a) {
        return times(2, a);
    }

    private Interval times(int factor, Interval a) {
        return field.multiply(field.of(factor), a);
    }
}

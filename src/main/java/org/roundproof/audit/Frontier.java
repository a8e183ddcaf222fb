package org.roundproof.audit;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/**
 * The exact frontier between floats and integers: multiplicative noise of relative variance 2^−2m against additive noise of
 * variance 2^−2b. At b bits, m* is the real number of significand bits at which both add the same to the expected excess
 * risk; the <em>shift</em> is m* − b. Below it the integer is better, above it the float.
 */
final class Frontier {
    /** The search gives up outside of these numbers of bits. */
    private static final double LARGEST = 40;

    private static final double SMALLEST = -3;

    private final Setting setting;
    private final TargetSet targets;
    private final Noise multiplicative;
    private final RiskConvention convention;
    private final double base;

    /**
     * The frontier of a problem at N, B and γ.
     *
     * @param setting its operators are replaced
     * @param targets what is quantized
     * @param multiplicative {@link Noise#MULTIPLICATIVE} or {@link Noise#SHARED}
     * @param convention of the risk
     */
    Frontier(Setting setting, TargetSet targets, Noise multiplicative, RiskConvention convention) {
        this.setting = setting;
        this.targets = targets;
        this.multiplicative = multiplicative;
        this.convention = convention;
        this.base = setting.with(TargetOperators.NONE).risk();
    }

    /** What noise of variance 2^−2·bits adds to the risk of full precision; +∞ where the risk overflows double. */
    double extra(Noise noise, double bits) {
        RiskResult result = setting.with(targets.of(noise.of(StrictMath.pow(2, -2 * bits))))
                .result(convention);
        return result instanceof RiskResult.Exact exact ? exact.value() - base : Double.POSITIVE_INFINITY;
    }

    /** m* − b; empty where additive noise does not raise the risk or blows it up, or no multiplicative noise matches it. */
    OptionalDouble shift(double bits) {
        return shift(bits, extra(Noise.ADDITIVE, bits));
    }

    /** m − bits where multiplicative noise adds as much as {@code extra}; empty where it never does. */
    OptionalDouble shift(double bits, double extra) {
        if (!(extra > 0) || Double.isInfinite(extra)) {
            return OptionalDouble.empty();
        }
        // positive while multiplicative noise costs more
        DoubleUnaryOperator balance = m -> {
            double other = extra(multiplicative, m);
            return other > 0 ? Math.min(Math.log(other / extra), LARGEST) : -LARGEST;
        };
        double low = bits;
        double high = bits;
        while (balance.applyAsDouble(low) < 0) {
            high = low;
            low -= 1;
            if (low < SMALLEST) {
                return OptionalDouble.empty();
            }
        }
        while (high == low || balance.applyAsDouble(high) >= 0) {
            low = high;
            high += 1;
            if (high > LARGEST) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(root(balance, low, high) - bits);
    }

    /**
     * First order: −½ log₂(A/M) with A, M the derivatives of the risk at 0 of additive and multiplicative noise, each by one
     * Richardson step from extra(ε)/ε at ε and ε/2; empty where one of them is not positive.
     */
    OptionalDouble firstOrder() {
        double additive = derivative(Noise.ADDITIVE);
        double multiplied = derivative(multiplicative);
        return additive > 0 && multiplied > 0
                ? OptionalDouble.of(-log2(additive / multiplied) / 2)
                : OptionalDouble.empty();
    }

    /** d extra/dε at ε = 0. */
    double derivative(Noise noise) {
        // small against the least eigenvalue, where additive noise on the data bends
        double[] eigenvalues = setting.problem().eigenvalues();
        double least = Math.min(1, eigenvalues[eigenvalues.length - 1]);
        double bits = 5 - (noise == Noise.ADDITIVE ? Math.max(-10, Math.rint(log2(least) / 2)) : 0);
        double scale = StrictMath.pow(2, 2 * bits);
        double half = 2 * scale * extra(noise, bits + 0.5);
        return 2 * half - scale * extra(noise, bits);
    }

    static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    /** Illinois variant of the rule of false position, on a bracket with f(low) ≥ 0 &gt; f(high). */
    private static double root(DoubleUnaryOperator f, double low, double high) {
        double a = low;
        double b = high;
        double fa = f.applyAsDouble(a);
        double fb = f.applyAsDouble(b);
        int side = 0;
        for (int i = 0; i < 60 && Math.abs(b - a) > 1e-12 && fa != 0; i++) {
            double c = (a * fb - b * fa) / (fb - fa);
            double fc = f.applyAsDouble(c);
            if (Math.abs(fc) < 1e-11) {
                return c;
            }
            if (fc > 0) {
                a = c;
                fa = fc;
                fb = side == 1 ? fb / 2 : fb;
                side = 1;
            } else {
                b = c;
                fb = fc;
                fa = side == -1 ? fa / 2 : fa;
                side = -1;
            }
        }
        return Math.abs(fa) < Math.abs(fb) ? a : b;
    }
}

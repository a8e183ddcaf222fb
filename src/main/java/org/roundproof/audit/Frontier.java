package org.roundproof.audit;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.roundproof.quantizer.Operator;
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

    private final Function<TargetOperators, RiskResult> risk;
    private final double leastEigenvalue;
    private final TargetSet targets;
    private final Noise multiplicative;
    private final double base;

    /**
     * The frontier of a problem at N, B and γ.
     *
     * @param risk the expected excess risk under five operators
     * @param leastEigenvalue of H: additive noise on the data is small only where it is small against this
     * @param targets what is quantized
     * @param multiplicative {@link Noise#MULTIPLICATIVE} or {@link Noise#SHARED}
     */
    Frontier(
            Function<TargetOperators, RiskResult> risk,
            double leastEigenvalue,
            TargetSet targets,
            Noise multiplicative) {
        this.risk = risk;
        this.leastEigenvalue = leastEigenvalue;
        this.targets = targets;
        this.multiplicative = multiplicative;
        this.base = value(TargetOperators.NONE);
    }

    /** The frontier of a setting, whose operators are replaced. */
    static Frontier of(Setting setting, TargetSet targets, Noise multiplicative, RiskConvention convention) {
        double least = Arrays.stream(setting.problem().eigenvalues()).min().orElseThrow();
        return new Frontier(operators -> setting.with(operators).result(convention), least, targets, multiplicative);
    }

    /** The risk; +∞ where it overflows double. */
    private double value(TargetOperators operators) {
        RiskResult result = risk.apply(operators);
        return result instanceof RiskResult.Exact exact ? exact.value() : Double.POSITIVE_INFINITY;
    }

    /** What an operator on the targets adds to the risk of full precision; +∞ where no exact value is known. */
    double extra(Operator operator) {
        return value(targets.of(operator)) - base;
    }

    /** The same for noise of variance 2^−2·bits. */
    double extra(Noise noise, double bits) {
        return extra(noise.of(StrictMath.pow(2, -2 * bits)));
    }

    /** m* − b; empty where additive noise does not raise the risk or blows it up, or no multiplicative noise matches it. */
    OptionalDouble shift(double bits) {
        OptionalDouble matching = bits(multiplicative, extra(Noise.ADDITIVE, bits), bits);
        return matching.isPresent() ? OptionalDouble.of(matching.getAsDouble() - bits) : matching;
    }

    /** The number of bits at which noise adds {@code extra}, searched from {@code start}; empty where it never does. */
    OptionalDouble bits(Noise noise, double extra, double start) {
        if (!(extra > 0) || Double.isInfinite(extra)) {
            return OptionalDouble.empty();
        }
        // positive while the noise costs more
        DoubleUnaryOperator balance = m -> {
            double other = extra(noise, m);
            return other > 0 ? Math.min(Math.log(other / extra), LARGEST) : -LARGEST;
        };
        double low = start;
        double high = start;
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
        return OptionalDouble.of(root(balance, low, high));
    }

    /**
     * First order: −½ log₂(A/M) with A, M the derivatives of the risk at 0 of additive and multiplicative noise; empty where one of
     * them is not positive.
     */
    OptionalDouble firstOrder() {
        double additive = derivative(Noise.ADDITIVE);
        double multiplied = derivative(multiplicative);
        return additive > 0 && multiplied > 0
                ? OptionalDouble.of(-log2(additive / multiplied) / 2)
                : OptionalDouble.empty();
    }

    /** d extra/dε at ε = 0, by one Richardson step from extra(ε)/ε at ε and ε/2. */
    double derivative(Noise noise) {
        double bits =
                5 - (noise == Noise.ADDITIVE ? Math.max(-10, Math.min(0, Math.rint(log2(leastEigenvalue) / 2))) : 0);
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
        for (int i = 0; i < 60 && Math.abs(b - a) > 1e-9 && fa != 0; i++) {
            double c = (a * fb - b * fa) / (fb - fa);
            double fc = f.applyAsDouble(c);
            if (Math.abs(fc) < 1e-9) {
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

package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.exact.ExactEngine;
import org.roundproof.theory.QuantizedSpectrum;

/** Saturation is a bias, and which one depends on the target (proofs-notes/range.md, section 2). */
final class SaturationBias {
    private static final List<String> FORMATS =
            List.of("e2m1:sr", "e2m3:sr", "int4(step=1/2,symmetric=true):sr", "int8(step=1/16,symmetric=true):sr");
    private static final String NARROW = "int2(step=1,symmetric=true):sr";

    private SaturationBias() {}

    /** One row, one feature, range [−1, 1], by the exact engine: no random bit matters. */
    static Table witness(Tally tally) {
        BigFraction two = BigFraction.of(2);
        List<List<String>> rows = new ArrayList<>();
        for (Target target : List.of(Target.DATA, Target.LABEL, Target.PARAMETER, Target.ACTIVATION)) {
            double x = target == Target.DATA ? 2 : 1;
            List<String> row =
                    new ArrayList<>(List.of(target.label(), Digits.plain(x), Digits.fraction(two.divide((int) x))));
            for (int steps : new int[] {8, 16, 32}) {
                BigFraction w = last(x, target, steps);
                // towards 1 for labels, towards 2 for data, one half a step without end for the others
                BigFraction left = BigFraction.of(1, 2).pow(steps);
                BigFraction expected =
                        switch (target) {
                            case LABEL -> BigFraction.ONE.subtract(left);
                            case DATA -> two.subtract(left.multiply(two));
                            default -> BigFraction.of(steps + 1, 2);
                        };
                tally.require(w.equals(expected), () -> target + ", " + steps + " steps: w = " + w);
                BigFraction miss = w.multiply((int) x).subtract(two);
                row.add(Digits.fixed(w.doubleValue(), 4));
                row.add(Digits.fixed(miss.pow(2).divide(2).doubleValue(), 4));
            }
            rows.add(row);
        }
        return new Table(
                "One row $(x, y)$, $y = 2$, $\\gamma = \\frac12$, $w_0 = 0$, one target by `" + NARROW
                        + "` (values $-1, 0, 1$), the others exact, by the exact engine: last iterate and its clean excess risk. "
                        + "Labels and data move the optimum; parameters and activations send $w$ to infinity",
                List.of("target", "x", "w*", "w_8", "risk", "w_16", "risk", "w_32", "risk"),
                rows);
    }

    private static BigFraction last(double x, Target target, int steps) {
        FinitePopulation one = FinitePopulation.of(List.of("x"), new double[] {x}, new double[] {2}, "one row");
        SgdConfiguration configuration = new SgdConfiguration(
                steps, 1, 0.5, TargetOperators.NONE.with(target, parse(NARROW)), new Averaging.Last());
        return new ExactEngine()
                .run(one, configuration, 1, 0, TraceSink.NONE)
                .exactWeights()
                .get(0)
                .toFraction();
    }

    private static Operator parse(String expression) {
        return OperatorExpression.parse(expression).resolve();
    }

    /** E[y Q(y)] = s² P(|y| ≤ M) for stochastic rounding: the proven moments of four formats against the error function. */
    static Table shrinkage(Tally tally) {
        List<List<String>> rows = new ArrayList<>();
        for (double widths : new double[] {0.5, 1, 2, 3, 4, 5}) {
            double inside = Erf.value(widths / Math.sqrt(2));
            for (String expression : FORMATS) {
                Quantizer quantizer = (Quantizer) parse(expression);
                double slope = slope(quantizer, quantizer.format().maxFinite() / widths);
                tally.require(
                        Math.abs(slope - inside) <= 1e-12,
                        () -> expression + ", M/s = " + widths + ": E[yQ(y)]/s² = " + slope + ", P = " + inside);
            }
            double lost = Erfc.value(widths / Math.sqrt(2));
            rows.add(List.of(Digits.plain(widths), Digits.fixed(inside, 8), Digits.scientific(0.5 * lost * lost, 5)));
        }
        return new Table(
                "Labels of standard deviation $s$ by stochastic rounding up to $M$: $P = P(|y| \\le M)$, which "
                        + "$\\mathbb{E}[yQ(y)]/s^2$ from the proven moments of " + FORMATS.size()
                        + " formats is to 12 decimals, so that $w_q^* = Pw^*$; the floor of the clean excess risk in units of "
                        + "$\\|w^*\\|_H^2$",
                List.of("M/s", "P", "½(1 − P)²"),
                rows);
    }

    /** E[x Q(x)]/λ = w_q* m2/λ for w* = 1. */
    private static double slope(Quantizer quantizer, double sigma) {
        double lambda = sigma * sigma;
        QuantizedSpectrum spectrum =
                QuantizedSpectrum.of(GaussianProblem.of(new double[] {lambda}, new double[] {1}, 0), quantizer);
        return spectrum.quantizedOptimum()[0]
                * spectrum.quantizedEigenvalues().get(0).midpoint()
                / lambda;
    }
}

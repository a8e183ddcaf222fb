package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.theory.Interval;
import org.roundproof.theory.IntervalField;
import org.roundproof.theory.PopulationRecursion;
import org.roundproof.theory.PopulationThreshold;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.ProductThreshold;
import org.roundproof.theory.QuantizedPopulation;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.StepLaws;
import org.roundproof.theory.TargetLaws;

/** The threshold of features that are not Gaussian: statements 3 and 4 of RP-20. */
final class KurtosisThreshold {
    /** Features and step sizes γ &lt; 1/(3x), the condition with α_B = 3 on x̃ ∈ {0, 1}, E x̃² = x. */
    private static final double[][] ROWS = {
        {0.25, 1.3125}, {0.1875, 1.75}, {0.15625, 2.125}, {0.125, 2.625}, {0.0625, 5.25}
    };

    private KurtosisThreshold() {}

    /** Flat spectra: γ* = 2B/(m2 (κ + B − 1 + (d−1) k22)), a rational number, against the enclosure. */
    static void closedForms(Tally tally) {
        for (UnitLaw law : UnitLaw.values()) {
            for (boolean shared : new boolean[] {false, true}) {
                for (double epsilon : new double[] {0, 0.25, 2}) {
                    for (int d : new int[] {1, 2, 7}) {
                        flat(tally, new MultiplicativeModel(epsilon, law, shared), d);
                    }
                }
            }
        }
    }

    private static void flat(Tally tally, MultiplicativeModel data, int d) {
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        ProductMoments<BigFraction> moments =
                ProductMoments.gaussian(RationalField.INSTANCE, ones, new double[d], 0, data);
        BigFraction m2 = moments.coordinates().get(0).m2();
        BigFraction kurtosis = moments.coordinates().get(0).m4().divide(m2.pow(2));
        BigFraction others = moments.pairs().k22().multiply(d - 1);
        for (int batch : new int[] {1, 3, 16}) {
            BigFraction exact = BigFraction.of(2L * batch, 1L)
                    .divide(kurtosis.add(batch - 1).add(others).multiply(m2));
            Interval found = ProductThreshold.of(
                    ProductMoments.gaussian(IntervalField.INSTANCE, ones, new double[d], 0, data),
                    TargetLaws.NONE,
                    batch);
            tally.require(
                    found.contains(exact) && found.width() < 1e-12 * found.lower(),
                    () -> data + ", d = " + d + ", B = " + batch + ": γ* = " + exact + ", found " + found);
        }
    }

    /** One row, stochastic rounding to the integers: κ = 1/x, and the condition fails iff κ > 6. */
    static Table witness(Tally tally) {
        Operator data = OperatorExpression.parse("int8(step=1):sr").resolve();
        List<List<String>> rows = new ArrayList<>();
        for (double[] one : ROWS) {
            double x = one[0];
            BigFraction kurtosis = BigFraction.ONE.divide(BigFraction.from(x));
            BigFraction condition = kurtosis.divide(3);
            tally.require(
                    condition.subtract(BigFraction.from(one[1])).signum() > 0, () -> "γ = " + one[1] + " at x = " + x);
            FinitePopulation row = FinitePopulation.of(List.of("x"), new double[] {x}, new double[] {x}, "one row");
            Interval threshold = PopulationThreshold.of(row, data, StepLaws.NONE, 1);
            tally.require(threshold.contains(2.0), () -> "x = " + x + ": γ* in " + threshold);
            PopulationRecursion<BigFraction> recursion = new PopulationRecursion<>(
                    QuantizedPopulation.of(RationalField.INSTANCE, row, data, new Identity()), StepLaws.NONE);
            double early = second(recursion, 32, one[1]);
            double late = second(recursion, 64, one[1]);
            boolean grows = late > 2 * early;
            boolean fails = kurtosis.subtract(6).signum() > 0;
            tally.require(grows == fails, () -> "x = " + x + ": E w² = " + early + ", then " + late);
            rows.add(List.of(
                    Digits.fraction(BigFraction.from(x)),
                    Digits.fraction(kurtosis),
                    Digits.fraction(condition),
                    Digits.plain(one[1]),
                    "2",
                    Digits.scientific(early, 5),
                    Digits.scientific(late, 5)));
        }
        return new Table(
                "True stochastic rounding breaks the condition too: one row $x$, label $x$, features by `int8(step=1):sr`, so that "
                        + "$\\tilde x \\in \\{0, 1\\}$, $\\mathrm{tr}H_q = x$, kurtosis $\\kappa = 1/x$; $B = 1$, $\\gamma$ below "
                        + "$1/(3\\,\\mathrm{tr}H_q)$; $\\mathbb{E}w_N^2$ by the recursion in rational numbers",
                List.of("x", "κ", "condition: γ below", "γ", "γ*", "N = 32", "N = 64"),
                rows);
    }

    private static double second(PopulationRecursion<BigFraction> recursion, int steps, double stepSize) {
        return recursion
                .run(steps, 1, stepSize, new Averaging.Last())
                .second()
                .get(0, 0)
                .doubleValue();
    }
}

package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.EnclosedExcess;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.Interval;
import org.roundproof.theory.IntervalField;
import org.roundproof.theory.PairFactors;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;
import org.roundproof.theory.TargetLaws;

/** For each assumption of the upper bound a setting of one dimension in which the formula fails without it. */
final class BoundAssumptions {
    private static final IntervalField FIELD = IntervalField.INSTANCE;

    private final Tally tally;
    private final List<List<String>> rows = new ArrayList<>();

    /** Evaluates the witnesses; one that does not break the formula is entered as a failure. */
    BoundAssumptions(Tally tally) {
        this.tally = tally;
        formulaAgrees();
        contraction();
        noiseGrowth();
        fourthMoment();
        labels(
                "unbiasedness of the targets",
                "x = ±1, y = x, labels through int4(step=4):ties-to-even (all become 0)",
                1,
                "int4(step=4):ties-to-even");
        labels(
                "no saturation",
                "x = ±1, y = 4x, labels through int4(step=1/16,symmetric=true):sr (all become ±7/16)",
                4,
                "int4(step=1/16,symmetric=true):sr");
    }

    /** E x² = 1 and E x⁴ = kurtosis, w* = 1, unquantized. */
    private static ProductMoments<Interval> moments(double kurtosis, double noise) {
        Interval one = Interval.of(1);
        Interval fourth = Interval.of(kurtosis);
        return new ProductMoments<>(
                List.of(new CoordinateMoments<>(one, one, one, one, fourth, fourth, fourth)),
                PairFactors.independent(FIELD),
                Interval.of(noise));
    }

    /** Gaussian, unquantized: α̂ = 2/B, σ̂² = σ²/B. */
    private static BoundFormula formula(BigFraction stepSize, int batch, int steps, BigFraction noise) {
        return new BoundFormula(
                BigFraction.ONE,
                BigFraction.ONE.negate(),
                stepSize,
                steps,
                BigFraction.of(2, batch),
                noise.divide(batch));
    }

    /** Where the conditions hold, the formula here and the bound are computed in two ways and must agree. */
    private void formulaAgrees() {
        for (int steps : new int[] {4, 256}) {
            double here = formula(BigFraction.of(1, 8), 2, steps, BigFraction.ONE)
                    .value()
                    .doubleValue();
            RiskBound bound = RiskBound.of(FIELD, moments(3, 1), TargetLaws.NONE, 0.125, 2, steps);
            tally.agree(
                    bound instanceof RiskBound.Terms terms && Math.abs(terms.value() - here) <= 1e-12 * here,
                    () -> "formula " + here + ", bound " + bound);
        }
    }

    private void contraction() {
        EnclosedExcess risk = EnclosedExcess.of(moments(3, 0), TargetLaws.NONE, 1.5, 128, 3);
        enter(
                "$\\gamma\\lambda_1 \\le 1$",
                "Gaussian x, λ = w* = 1, σ² = 0, B = 128, γ = 3/2, N = 3",
                formula(BigFraction.of(3, 2), 128, 3, BigFraction.ZERO).value().doubleValue(),
                risk.overQuantizedOptimum().lower(),
                "fails");
    }

    private void noiseGrowth() {
        EnclosedExcess risk = EnclosedExcess.of(moments(3, 1), TargetLaws.NONE, 0.625, 1, 64);
        enter(
                "$\\gamma\\hat\\alpha\\,\\mathrm{tr}H_q < 1$",
                "Gaussian x, λ = w* = σ² = 1, B = 1, γ = 5/8 (the process is stable up to 2/3), N = 64",
                formula(BigFraction.of(5, 8), 1, 64, BigFraction.ONE).value().doubleValue(),
                risk.overQuantizedOptimum().lower(),
                "this formula fails; whether another one holds up to the stability threshold is unknown here");
    }

    private void fourthMoment() {
        EnclosedExcess risk = EnclosedExcess.of(moments(32, 1), TargetLaws.NONE, 0.0625, 1, 64);
        enter(
                "the fourth-moment constant",
                "E x² = 1, E x⁴ = 32 where κ = 3 is used, w* = σ² = 1, B = 1, γ = 1/16, N = 64",
                formula(BigFraction.of(1, 16), 1, 64, BigFraction.ONE).value().doubleValue(),
                risk.overQuantizedOptimum().lower(),
                "fails");
    }

    /** Labels that always end in the same place: E x̃ξ̃ = 0 for the true labels, so that α̂ = 1 (κ = 2) and σ̂² = 0. */
    private void labels(String assumption, String where, double slope, String label) {
        int steps = 1024;
        FinitePopulation rows =
                FinitePopulation.of(List.of("x"), new double[] {1, -1}, new double[] {slope, -slope}, "two rows");
        TargetOperators operators = TargetOperators.NONE.with(
                Target.LABEL, OperatorExpression.parse(label).resolve());
        SgdConfiguration configuration = new SgdConfiguration(steps, 1, 0.125, operators, new Averaging.All());
        RiskResult result = ExpectedRisk.of(rows, configuration, RiskConvention.CLEAN);
        if (!(result instanceof RiskResult.Exact exact)) {
            throw new IllegalStateException("no exact risk for labels through " + label + ": " + result);
        }
        double formula = new BoundFormula(
                        BigFraction.ONE,
                        BigFraction.from(-slope),
                        BigFraction.of(1, 8),
                        steps,
                        BigFraction.ONE,
                        BigFraction.ZERO)
                .value()
                .doubleValue();
        enter(assumption, where + ", B = 1, γ = 1/8, N = 1024", formula, exact.value(), "fails");
    }

    private void enter(String assumption, String where, double formula, double risk, String word) {
        tally.require(
                formula < risk, () -> "without " + assumption + " the formula still holds: " + formula + ", " + risk);
        this.rows.add(List.of(assumption, where, Digits.scientific(formula, 4), Digits.scientific(risk, 4), word));
    }

    Table table() {
        return new Table(
                "What happens without each assumption: the formula's value, and the exact risk that it should bound",
                List.of("assumption dropped", "setting", "formula", "exact risk ≥", "verdict"),
                rows);
    }
}

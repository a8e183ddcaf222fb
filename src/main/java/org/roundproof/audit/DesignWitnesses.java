package org.roundproof.audit;

import java.util.Collections;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.sgd.Target;
import org.roundproof.theory.CoordinateMoments;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.PairFactors;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RationalField;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;
import org.roundproof.theory.TargetLaws;

/** What the upper bound of a product design is worth on another design: moments, independence, centring, axes, noise. */
final class DesignWitnesses {
    private static final RationalField FIELD = RationalField.INSTANCE;

    private DesignWitnesses() {}

    static List<Witness> all() {
        return List.of(contraction(), growth(), fourthMoment(), independence(), centred(), axes(), noise(), mean());
    }

    /** The formula beyond a condition: α̂ = 2/B, σ̂² = σ²/B. */
    private static Witness beyond(String condition, SmallDesign design, String setting) {
        double value = new BoundFormula(
                        BigFraction.ONE,
                        BigFraction.ONE.negate(),
                        BigFraction.from(design.stepSize()),
                        design.steps(),
                        BigFraction.of(2, design.batch()),
                        design.moments().noiseVariance().divide(design.batch()))
                .value()
                .doubleValue();
        return new Witness(condition, setting, true, value, null, design.risk());
    }

    private static Witness contraction() {
        return beyond(
                "$\\gamma\\lambda_1 \\le 1$",
                SmallDesign.gaussian(1, 0, 1.5, 2, 8),
                "Gaussian $x$, $\\lambda = w^* = 1$, $\\sigma^2 = 0$, N = 2, γ = 3/2, B = 8");
    }

    private static Witness growth() {
        return beyond(
                "$\\gamma\\hat\\alpha\\,\\mathrm{tr}H_q < 1$",
                SmallDesign.gaussian(1, 1, 0.625, 1, 1),
                "Gaussian $x$, $\\lambda = w^* = \\sigma^2 = 1$, N = 1, γ = 5/8, B = 1 (stable up to 2/3)");
    }

    /** E x² = 1, E x⁴ = 64. */
    private static Witness fourthMoment() {
        SmallPopulation rows = SmallPopulation.of(
                0.25, 2, 1, SmallPopulation.join(SmallPopulation.times(63, 0, 0), SmallPopulation.times(1, 8, 8)));
        return SmallDesign.gaussian(1, 0, 0.25, 2, 1)
                .without(
                        "the fourth moment of the features",
                        rows.text() + "; $\\mathbb{E}x^4 = 64$, and the bound with the Gaussian 3",
                        rows.process().risk(rows.process().optimum()));
    }

    private static SmallDesign twice(CoordinateMoments<BigFraction> coordinate, double stepSize, int steps, int batch) {
        return new SmallDesign(
                new ProductMoments<>(
                        Collections.nCopies(2, coordinate), PairFactors.independent(FIELD), BigFraction.ZERO),
                TargetLaws.NONE,
                stepSize,
                steps,
                batch);
    }

    private static CoordinateMoments<BigFraction> coordinate(BigFraction second, BigFraction fourth) {
        return new CoordinateMoments<>(second, BigFraction.ONE, second, second, fourth, fourth, fourth);
    }

    /** ±(2, 2) once, ±(1, −1) four times: uncorrelated, not independent; λ = 8/5, E x_i⁴ = 4. */
    private static Witness independence() {
        SmallPopulation rows = SmallPopulation.of(
                0.625,
                3,
                4,
                SmallPopulation.join(
                        SmallPopulation.times(1, 2, 2, 4),
                        SmallPopulation.times(1, -2, -2, -4),
                        SmallPopulation.times(4, 1, -1, 0),
                        SmallPopulation.times(4, -1, 1, 0)));
        return twice(coordinate(BigFraction.of(8, 5), BigFraction.of(4)), 0.625, 3, 4)
                .without(
                        "independent coordinates of a product design",
                        rows.text() + "; uncorrelated coordinates",
                        atLeast(rows));
    }

    /** The lower end of the proven risk: no quantized data, so that w_q* = w*. */
    private static BigFraction atLeast(SmallPopulation rows) {
        if (ExpectedRisk.of(rows.rows(), rows.configuration(), RiskConvention.CLEAN)
                instanceof RiskResult.Exact exact) {
            return BigFraction.from(exact.proven().lower());
        }
        throw new IllegalStateException("no exact risk for " + rows.text());
    }

    /** x_i ∈ {0, 1}, independent, y = x_1 + x_2: H is not diagonal. */
    private static Witness centred() {
        SmallPopulation rows = SmallPopulation.of(
                0.25, 1, 1, new double[] {0, 0, 0}, new double[] {0, 1, 1}, new double[] {1, 0, 1}, new double[] {
                    1, 1, 2
                });
        BigFraction half = BigFraction.of(1, 2);
        return twice(coordinate(half, half), 0.25, 1, 1)
                .without(
                        "$\\mathbb{E}\\tilde x = 0$ on a product design",
                        rows.text() + "; independent coordinates of mean $\\frac12$",
                        rows.process().risk(rows.process().optimum()));
    }

    /** x = ±u ± v/4 on the axes u = (3, 4)/4, v = (−4, 3)/4: λ = 25/16, 25/256, and w* = (−4, 3) on the small axis. */
    private static Witness axes() {
        double step = 0.625;
        double[][] points = new double[4][];
        for (int k = 0; k < 4; k++) {
            double s = k < 2 ? 0.25 : -0.25;
            double t = k % 2 == 0 ? 0.0625 : -0.0625;
            points[k] = new double[] {3 * s - 4 * t, 4 * s + 3 * t, 25 * t};
        }
        SmallPopulation rows =
                SmallPopulation.of(step, 160, 16, points).with(Target.PARAMETER, "multiplicative(0.0625)");
        BigFraction large = BigFraction.of(25, 16);
        BigFraction small = BigFraction.of(25, 256);
        ProductMoments<BigFraction> axes = new ProductMoments<>(
                List.of(certain(large, 0), certain(small, 5)), PairFactors.independent(FIELD), BigFraction.ZERO);
        TargetLaws laws =
                RationalSetting.only(Target.PARAMETER, RationalSetting.multiplicative(BigFraction.of(1, 16), false));
        SmallDesign straight = new SmallDesign(axes, laws, step, 160, 16);
        return new Witness(
                "quantization in the eigenbasis of $H_q$",
                rows.text() + "; parameters by `multiplicative(0.0625)`; with it: the same design on its own axes",
                true,
                straight.bound(),
                BigFraction.from(straight.enclosedRisk().upper()),
                atLeast(rows));
    }

    /** A coordinate of two values ±√λ. */
    private static CoordinateMoments<BigFraction> certain(BigFraction lambda, int optimum) {
        BigFraction fourth = lambda.pow(2);
        return new CoordinateMoments<>(lambda, BigFraction.of(optimum), lambda, lambda, fourth, fourth, fourth);
    }

    /** Noise of variance 1 that is there only where x is not 0. */
    private static Witness noise() {
        double step = 0.0625;
        SmallPopulation kept = SmallPopulation.of(
                step,
                2,
                1,
                SmallPopulation.join(
                        SmallPopulation.times(1, 2, 1),
                        SmallPopulation.times(1, 2, -1),
                        SmallPopulation.times(3, 0, 1),
                        SmallPopulation.times(3, 0, -1)));
        SmallPopulation tied = SmallPopulation.of(
                step,
                2,
                1,
                SmallPopulation.join(
                        SmallPopulation.times(1, 2, 2),
                        SmallPopulation.times(1, 2, -2),
                        SmallPopulation.times(6, 0, 0)));
        return new SmallDesign(kept.moments(), TargetLaws.NONE, step, 2, 1)
                .without(
                        "label noise independent of the features",
                        tied.text() + "; $\\sigma^2 = 1$, all of it where $x \\ne 0$",
                        tied.process().risk(tied.process().optimum()));
    }

    /** Noise that is always 1: of variance 0. */
    private static Witness mean() {
        SmallPopulation kept = SmallPopulation.of(0.75, 2, 2, new double[] {1, 0}, new double[] {-1, 0});
        SmallPopulation shifted = SmallPopulation.of(0.75, 2, 2, new double[] {1, 1}, new double[] {-1, 1});
        return new SmallDesign(kept.moments(), TargetLaws.NONE, 0.75, 2, 2)
                .without(
                        "$\\mathbb{E}\\xi = 0$, where $\\sigma^2$ is read as the variance of $\\xi$ ($\\sigma^2 = \\mathbb{E}\\xi^2$ needs no mean 0 where $\\mathbb{E}\\tilde x^3 = 0$)",
                        shifted.text() + "; $\\xi = 1$",
                        shifted.process().risk(shifted.process().optimum()));
    }
}

package org.roundproof.audit;

import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/**
 * One point of a sweep: Gaussian x, w*_i = 1, σ² = 1, w_0 = 0, average of w_0 … w_{N−1}.
 *
 * @param spectrum eigenvalues of H
 * @param dimension d
 * @param steps N
 * @param batch B
 * @param stepSize γ
 * @param operators the five operators
 */
record Setting(Spectrum spectrum, int dimension, int steps, int batch, double stepSize, TargetOperators operators) {
    /** λ_i = i^−a. */
    Setting(double exponent, int dimension, int steps, int batch, double stepSize, TargetOperators operators) {
        this(new Spectrum.Power(exponent), dimension, steps, batch, stepSize, operators);
    }

    /** a = 2, γ = 0.1, B = 1, full precision. */
    static Setting paper(int dimension, int steps) {
        return new Setting(2, dimension, steps, 1, 0.1, TargetOperators.NONE);
    }

    Setting with(TargetOperators other) {
        return new Setting(spectrum, dimension, steps, batch, stepSize, other);
    }

    Setting withBatch(int other) {
        return new Setting(spectrum, dimension, steps, other, stepSize, operators);
    }

    Setting withSteps(int other) {
        return new Setting(spectrum, dimension, other, batch, stepSize, operators);
    }

    Setting withStepSize(double other) {
        return new Setting(spectrum, dimension, steps, batch, other, operators);
    }

    Setting withDimension(int other) {
        return new Setting(spectrum, other, steps, batch, stepSize, operators);
    }

    GaussianProblem problem() {
        return GaussianProblem.of(spectrum, new Optimum.Ones(), dimension, 1);
    }

    SgdConfiguration configuration() {
        return new SgdConfiguration(steps, batch, stepSize, operators, new Averaging.All());
    }

    /** Expected excess risk by the exact recursion, in double. */
    double risk(RiskConvention convention) {
        RiskResult result = result(convention);
        if (result instanceof RiskResult.Exact exact) {
            return exact.value();
        }
        throw new IllegalStateException("no exact risk for " + operators + ": " + result);
    }

    /** Expected excess risk, exact, enclosed or refused. */
    RiskResult result(RiskConvention convention) {
        return ExpectedRisk.of(problem(), configuration(), convention);
    }

    /** What the operators add to the risk of full precision. */
    double extra(RiskConvention convention) {
        return risk(convention) - FullPrecision.risk(this);
    }

    /** Clean expected excess risk. */
    double risk() {
        return risk(RiskConvention.CLEAN);
    }
}

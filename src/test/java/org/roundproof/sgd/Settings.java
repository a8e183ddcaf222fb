package org.roundproof.sgd;

import org.roundproof.format.Formats;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/** Small problems and operators for the tests of the process. */
final class Settings {
    static final Problem PROBLEM =
            GaussianProblem.of(new double[] {1, 0.25, 0.1, 0.05}, new double[] {1, -1, 0.5, 2}, 0.5);

    private Settings() {}

    static Operator quantizer(String format, Rounding rounding) {
        return new Quantizer(Formats.parse(format), rounding, Overflow.SAT_FINITE);
    }

    static Operator stochastic(String format) {
        return quantizer(format, new Rounding.Stochastic());
    }

    static SgdConfiguration configuration(int steps, int batch, double stepSize, Operator operator) {
        return new SgdConfiguration(steps, batch, stepSize, TargetOperators.all(operator), new Averaging.All());
    }
}

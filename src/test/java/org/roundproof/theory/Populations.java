package org.roundproof.theory;

import java.util.stream.IntStream;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;

/** Populations and operators for the tests of this package. */
final class Populations {
    static final FinitePopulation DIABETES = FinitePopulation.read("builtin:diabetes", null, true);
    static final FinitePopulation LONGLEY = FinitePopulation.read("builtin:longley", null, true);

    private Populations() {}

    static Operator operator(String expression) {
        return OperatorExpression.parse(expression).resolve();
    }

    /** n rows of smooth, uncentred, dependent features in d dimensions, and labels. */
    static FinitePopulation synthetic(int n, int d) {
        double[] x = new double[n * d];
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < d; i++) {
                x[k * d + i] = Math.sin(1.7 * k + 2.3 * i * i + 0.1) + 0.25 * Math.cos(k * (i + 1.0)) + 0.1;
            }
            y[k] = x[k * d] - 0.5 * x[k * d + d - 1] + 0.3 * Math.sin(5.0 * k);
        }
        return FinitePopulation.of(IntStream.range(0, d).mapToObj(i -> "x" + i).toList(), x, y, "synthetic");
    }
}

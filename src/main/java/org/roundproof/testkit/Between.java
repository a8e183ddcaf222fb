package org.roundproof.testkit;

import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Quantizer;

/** Points between two values of a format. */
final class Between {
    private Between() {}

    /** So many eighths of the way from the neighbour of x towards zero to the one away from it; the sign of x. */
    static double of(Quantizer quantizer, double x, int eighths) {
        Cell cell = quantizer.format().cell(ExactReal.of(x));
        ExactReal gap = cell.awayFromZero().subtract(cell.towardZero());
        double magnitude =
                cell.towardZero().add(gap.multiply(ExactReal.of(eighths / 8.0))).toDouble();
        return Math.copySign(magnitude, x);
    }

    /** A step whose weights lie there. */
    static SgdStep weights(SgdStep step, Quantizer quantizer, int eighths) {
        double[] weights = new double[step.columns()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = of(quantizer, step.weights()[i], eighths);
        }
        return new SgdStep(
                step.rows(), step.columns(), step.features(), step.labels(), weights, step.stepSize(), step.words());
    }
}

package org.roundproof.testkit;

import java.util.Arrays;
import org.roundproof.format.HexFloat;

/**
 * What one step of quantized SGD is given.
 *
 * @param rows B
 * @param columns d
 * @param features x, B·d doubles, row-major
 * @param labels y, B doubles
 * @param weights w, d doubles
 * @param stepSize γ
 * @param words the random words of every element
 */
public record SgdStep(
        int rows, int columns, double[] features, double[] labels, double[] weights, double stepSize, StepWords words) {
    /** The same step with other random words. */
    SgdStep with(StepWords other) {
        return new SgdStep(rows, columns, features, labels, weights, stepSize, other);
    }

    /** The same step with the first row repeated. */
    SgdStep repeated(int batch) {
        double[] x = new double[batch * columns];
        double[] y = new double[batch];
        for (int r = 0; r < batch; r++) {
            System.arraycopy(features, 0, x, r * columns, columns);
            y[r] = labels[0];
        }
        return new SgdStep(batch, columns, x, y, weights, stepSize, words);
    }

    @Override
    public String toString() {
        return "B = " + rows + ", d = " + columns + ", X = " + text(features) + ", y = " + text(labels) + ", w = "
                + text(weights) + ", γ = " + HexFloat.of(stepSize) + (words instanceof SeededWords ? words : "");
    }

    private static String text(double[] values) {
        return Arrays.toString(values);
    }
}

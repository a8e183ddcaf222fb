package org.roundproof.benchmark;

import org.roundproof.problem.Batch;
import org.roundproof.problem.Problem;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.Uniforms;

/**
 * SGD without quantization, in the loops that anyone would write:
 *
 * <pre>w ← w + (γ/B) Σ_r x_r (y_r − ⟨x_r, w⟩),   w̄ = (1/N) Σ_{t&lt;N} w_t.</pre>
 */
final class PlainSgd {
    private final double[] weights;
    private final double[] average;
    private final double[] gradient;
    private final double rate;
    private final int rows;

    PlainSgd(int columns, int rows, double stepSize) {
        weights = new double[columns];
        average = new double[columns];
        gradient = new double[columns];
        this.rows = rows;
        rate = stepSize / rows;
    }

    /** The average after the given number of steps on fresh batches of a problem. */
    double[] generated(Problem problem, RandomWords words, int steps) {
        for (int step = 1; step <= steps; step++) {
            remember();
            Batch batch = problem.batch(words, 0, step, rows);
            for (int r = 0; r < rows; r++) {
                descend(batch.features(), r * weights.length, batch.labels()[r]);
            }
            update();
        }
        return averaged(steps);
    }

    /** The same on rows of a table, used where they lie; the rows are those that a finite population draws. */
    double[] stored(double[] features, double[] labels, RandomWords words, int steps) {
        for (int step = 1; step <= steps; step++) {
            remember();
            for (int r = 0; r < rows; r++) {
                int k = Uniforms.index(labels.length, words.element(Role.ROW_DRAW, step, 0, r));
                descend(features, k * weights.length, labels[k]);
            }
            update();
        }
        return averaged(steps);
    }

    private void remember() {
        for (int i = 0; i < weights.length; i++) {
            average[i] += weights[i];
        }
    }

    private void descend(double[] x, int offset, double label) {
        double product = 0;
        for (int i = 0; i < weights.length; i++) {
            product += x[offset + i] * weights[i];
        }
        double residual = rate * (label - product);
        for (int i = 0; i < weights.length; i++) {
            gradient[i] += residual * x[offset + i];
        }
    }

    private void update() {
        for (int i = 0; i < weights.length; i++) {
            weights[i] += gradient[i];
            gradient[i] = 0;
        }
    }

    private double[] averaged(int steps) {
        for (int i = 0; i < weights.length; i++) {
            average[i] /= steps;
        }
        return average;
    }
}

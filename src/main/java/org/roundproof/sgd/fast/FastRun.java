package org.roundproof.sgd.fast;

import java.util.List;
import org.roundproof.problem.Batch;
import org.roundproof.problem.Problem;
import org.roundproof.random.RandomWords;
import org.roundproof.sgd.DoubleTensor;
import org.roundproof.sgd.NonFinite;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TraceEntry;
import org.roundproof.sgd.TraceSink;

/**
 * One replicate and its buffers. As in the definition, the state is V = Σ x̃·o and w = γV/B (w_0 = 0): where the sums are
 * exact in double, w carries two roundings, however long the run is.
 */
final class FastRun {
    private final Problem problem;
    private final SgdConfiguration configuration;
    private final RandomWords words;
    private final int replicate;
    private final int rows;
    private final int columns;

    private final FastOperator[] operators = new FastOperator[Target.values().length];
    private final double[] sums;
    private final double[] window;
    private final double[] weights;
    private final double[] parameter;
    private final double[] features;
    private final double[] labels;
    private final double[] products;
    private final double[] activations;
    private final double[] residuals;
    private final double[] gradients;

    FastRun(Problem problem, SgdConfiguration configuration, long seed, int replicate) {
        this.problem = problem;
        this.configuration = configuration;
        this.replicate = replicate;
        words = new RandomWords(seed);
        rows = configuration.batch();
        columns = problem.dimension();
        sums = new double[columns];
        window = new double[columns];
        weights = new double[columns];
        parameter = new double[columns];
        features = new double[Batch.elements(rows, columns)];
        labels = new double[rows];
        products = new double[rows];
        activations = new double[rows];
        residuals = new double[rows];
        gradients = new double[rows];
        for (Target target : Target.values()) {
            int size = target == Target.DATA ? features.length : target == Target.PARAMETER ? columns : rows;
            operators[target.ordinal()] = FastOperator.of(
                    configuration.operators().get(target),
                    target,
                    columns,
                    size,
                    new ElementCursor(words, target.role(), replicate));
        }
    }

    SgdRun run(TraceSink trace) {
        int first = configuration.averaging().first(configuration.steps());
        for (int step = 1; step <= configuration.steps(); step++) {
            if (step > first) {
                add(sums, window);
            }
            if (!step(step, trace)) {
                break;
            }
        }
        scale(sums, 1, weights);
        int iterates = configuration.steps() - first;
        double[] reported = new double[columns];
        scale(iterates > 0 ? window : sums, Math.max(iterates, 1), reported);
        return new SgdRun(weights.clone(), reported, List.of(), 0);
    }

    /** One step; false where the trace asks to stop. */
    private boolean step(int step, TraceSink trace) {
        Batch batch = problem.batch(words, replicate, step, rows);
        scale(sums, 1, weights);
        if (!quantize(step, Target.DATA, batch.features(), features, trace)
                || !quantize(step, Target.LABEL, batch.labels(), labels, trace)
                || !quantize(step, Target.PARAMETER, weights, parameter, trace)) {
            return false;
        }
        for (int r = 0; r < rows; r++) {
            products[r] = DotProduct.of(features, r * columns, parameter);
        }
        if (!quantize(step, Target.ACTIVATION, products, activations, trace)) {
            return false;
        }
        for (int r = 0; r < rows; r++) {
            // the process knows one zero: −0 − (+0) is 0, as in the reals
            residuals[r] = labels[r] - activations[r] + 0.0;
        }
        if (!quantize(step, Target.GRADIENT, residuals, gradients, trace)) {
            return false;
        }
        for (int r = 0; r < rows; r++) {
            accumulate(r * columns, gradients[r]);
        }
        return true;
    }

    private boolean quantize(int step, Target target, double[] in, double[] out, TraceSink trace) {
        operators[target.ordinal()].apply(step, in, out);
        if (trace != TraceSink.NONE
                && !trace.accept(new TraceEntry(step, target, new DoubleTensor(in), new DoubleTensor(out)))) {
            return false;
        }
        NonFinite.check(step, target, out);
        return true;
    }

    /** V ← V + x̃·o. */
    private void accumulate(int offset, double gradient) {
        for (int i = 0; i < columns; i++) {
            sums[i] += features[offset + i] * gradient;
        }
    }

    private static void add(double[] terms, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += terms[i];
        }
    }

    /** γV/(B·count). */
    private void scale(double[] values, int count, double[] out) {
        double gamma = configuration.stepSize();
        double divisor = (double) rows * count;
        for (int i = 0; i < columns; i++) {
            out[i] = gamma * values[i] / divisor;
        }
    }
}

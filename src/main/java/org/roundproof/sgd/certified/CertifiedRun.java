package org.roundproof.sgd.certified;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.problem.Batch;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.RandomWords;
import org.roundproof.sgd.DoubleTensor;
import org.roundproof.sgd.NonFinite;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.Tensor;
import org.roundproof.sgd.TraceEntry;
import org.roundproof.sgd.TraceSink;

/**
 * One replicate: V = Σ x̃·o in {@link ExactSums}; {@link Weights} γV/B, the dot products x̃·p and the residuals y − a as doubles
 * with a bound of their error, which is all that {@link FilteredQuantizer} needs. The operators are true quantizers or identity,
 * and every o is a double.
 */
final class CertifiedRun {
    private final Problem problem;
    private final SgdConfiguration configuration;
    private final RandomWords words;
    private final int replicate;
    private final int rows;
    private final int columns;

    private final @Nullable FilteredQuantizer[] quantizers = new FilteredQuantizer[Target.values().length];
    private final DyadicGrid features;
    private final boolean exactTerms;
    private final boolean exactWindowTerms;
    /** Whether the window takes c·x̃·o for each row, cheaper for few rows, or V for each iterate. */
    private final boolean averagedByProducts;

    private final ExactSums sums;
    private final ExactSums window;
    private final Weights weights;
    private final RowProducts products;

    private final double[] data;
    private final double[] labels;
    private final double[] parameter;
    private final double[] activations;
    private final double[] gradients;

    CertifiedRun(Problem problem, SgdConfiguration configuration, long seed, int replicate, Slack slack) {
        this.problem = problem;
        this.configuration = configuration;
        this.replicate = replicate;
        words = new RandomWords(seed);
        rows = configuration.batch();
        columns = problem.dimension();
        data = new double[Batch.elements(rows, columns)];
        labels = new double[rows];
        parameter = new double[columns];
        activations = new double[rows];
        gradients = new double[rows];
        for (Target target : Target.values()) {
            int size = target == Target.DATA ? data.length : target == Target.PARAMETER ? columns : rows;
            quantizers[target.ordinal()] = configuration.operators().get(target) instanceof Quantizer quantizer
                    ? new FilteredQuantizer(quantizer, target.role(), words, replicate, size)
                    : null;
        }
        features = DyadicGrid.of(configuration.operators().get(Target.DATA));
        DyadicGrid terms = features.times(DyadicGrid.ofGradients(configuration.operators()));
        exactTerms = terms.precision() <= Exactness.PRECISION;
        sums = new ExactSums(columns, terms);
        window = new ExactSums(columns, terms);
        weights = new Weights(sums, configuration.stepSize(), rows, slack.weights());
        int averagedBits = Integer.SIZE - Integer.numberOfLeadingZeros(configuration.steps());
        exactWindowTerms = terms.precision() + averagedBits <= Exactness.PRECISION;
        averagedByProducts = rows <= 2;
        products = new RowProducts(
                rows,
                columns,
                features,
                DyadicGrid.of(configuration.operators().get(Target.PARAMETER)),
                slack.products());
    }

    SgdRun run(TraceSink trace) {
        int first = configuration.averaging().first(configuration.steps());
        boolean traced = trace != TraceSink.NONE;
        int steps = configuration.steps();
        int omitted = 0;
        for (int step = 1; step <= steps; step++) {
            if (!averagedByProducts && step > first) {
                window.addAll(sums);
            }
            if (!stepOrRefuse(step, steps - Math.max(step, first), trace)) {
                omitted = averagedByProducts ? steps - Math.max(step, first) : 0;
                break;
            }
            if (traced) {
                sums.requireExact();
            }
        }
        sums.requireExact();
        window.requireExact();
        List<ExactReal> exact = new ArrayList<>(columns);
        double[] last = new double[columns];
        double[] reported = new double[columns];
        int iterates = steps - first;
        for (int i = 0; i < columns; i++) {
            exact.add(weights.exact(i));
            last[i] = exact.get(i).toDouble();
            reported[i] = iterates > 0 ? reported(i, omitted, iterates).toDouble() : last[i];
        }
        return new SgdRun(last, reported, List.copyOf(exact), fallbacks());
    }

    /**
     * Component i of the average over the window.
     *
     * @param omitted iterates at the end that a stopped run does not reach, but that the increments were counted for
     */
    private ExactReal reported(int i, int omitted, int iterates) {
        ExactReal sum = window.exact(i);
        return weights.scaled(
                omitted == 0 ? sum : sum.subtract(sums.exact(i).multiply(ExactReal.of((double) omitted))), iterates);
    }

    private long fallbacks() {
        long total = 0;
        for (FilteredQuantizer quantizer : quantizers) {
            total += quantizer == null ? 0 : quantizer.fallbacks();
        }
        return total;
    }

    /** One step; a refusal counts only if the sums that led to it were exact. */
    private boolean stepOrRefuse(int step, int later, TraceSink trace) {
        try {
            return step(step, later, trace);
        } catch (InputException e) {
            sums.requireExact();
            throw e;
        }
    }

    /**
     * One step; false where the trace asks to stop.
     *
     * @param later how many iterates of the averaging window the step's increment is part of
     */
    private boolean step(int step, int later, TraceSink trace) {
        Batch batch = problem.batch(words, replicate, step, rows);
        return quantize(step, Target.DATA, batch.features(), data, trace)
                && quantize(step, Target.LABEL, batch.labels(), labels, trace)
                && parameter(step, trace)
                && activations(step, trace)
                && gradients(step, trace)
                && update(later);
    }

    /** The quantizers of given doubles. */
    private boolean quantize(int step, Target target, double[] in, double[] out, TraceSink trace) {
        FilteredQuantizer quantizer = quantizers[target.ordinal()];
        if (quantizer == null) {
            System.arraycopy(in, 0, out, 0, out.length);
        } else {
            quantizer.begin(step);
            quantizer.round(in, out);
        }
        return show(step, target, new DoubleTensor(in), out, trace);
    }

    private boolean show(int step, Target target, Tensor before, double[] after, TraceSink trace) {
        if (trace != TraceSink.NONE && !trace.accept(new TraceEntry(step, target, before, new DoubleTensor(after)))) {
            return false;
        }
        NonFinite.check(step, target, after);
        return true;
    }

    private boolean parameter(int step, TraceSink trace) {
        Tensor before = new LazyTensor(columns, weights::exact);
        FilteredQuantizer quantizer = quantizers[Target.PARAMETER.ordinal()];
        if (quantizer == null) {
            weights.enclose();
            System.arraycopy(weights.estimates, 0, parameter, 0, columns);
            requireFinite(parameter);
            return trace == TraceSink.NONE || trace.accept(new TraceEntry(step, Target.PARAMETER, before, before));
        }
        quantizer.begin(step);
        quantizer.round(weights, parameter);
        return show(step, Target.PARAMETER, before, parameter, trace);
    }

    private boolean activations(int step, TraceSink trace) {
        products.compute(data, parameter);
        if (quantizers[Target.PARAMETER.ordinal()] == null) {
            products.addInherited(data, weights.low, weights.high);
        }
        Tensor before = new LazyTensor(rows, this::exactDot);
        FilteredQuantizer quantizer = quantizers[Target.ACTIVATION.ordinal()];
        if (quantizer == null) {
            System.arraycopy(products.values, 0, activations, 0, rows);
            requireFinite(activations);
            return trace == TraceSink.NONE || trace.accept(new TraceEntry(step, Target.ACTIVATION, before, before));
        }
        quantizer.begin(step);
        for (int r = 0; r < rows; r++) {
            int row = r;
            double dot = products.values[r];
            double error = products.errors[r];
            activations[r] = quantizer.round(r, below(dot, error), above(dot, error), () -> exactDot(row));
        }
        return show(step, Target.ACTIVATION, before, activations, trace);
    }

    /** Σ x̃_i p_i. */
    private ExactReal exactDot(int row) {
        boolean weightsThemselves = quantizers[Target.PARAMETER.ordinal()] == null;
        ExactReal sum = ExactReal.ZERO;
        for (int i = 0; i < columns; i++) {
            double x = data[row * columns + i];
            if (x != 0) {
                ExactReal p = weightsThemselves ? sums.exact(i) : ExactReal.of(parameter[i]);
                sum = sum.add(p.multiply(ExactReal.of(x)));
            }
        }
        return weightsThemselves ? weights.scaled(sum, 1) : sum;
    }

    private boolean gradients(int step, TraceSink trace) {
        boolean roundedActivations = quantizers[Target.ACTIVATION.ordinal()] != null;
        Tensor before = new LazyTensor(rows, r -> ExactReal.of(labels[r])
                .subtract(roundedActivations ? ExactReal.of(activations[r]) : exactDot(r)));
        FilteredQuantizer quantizer = quantizers[Target.GRADIENT.ordinal()];
        if (quantizer != null) {
            quantizer.begin(step);
        }
        for (int r = 0; r < rows; r++) {
            double y = labels[r];
            double a = activations[r];
            // TwoSum of y and −a: y − a = s + e
            double s = y - a;
            double b = s - y;
            double e = (y - (s - b)) - (a + b);
            double error = Math.abs(e) + (roundedActivations ? 0 : products.errors[r]);
            s += 0.0;
            if (quantizer == null) {
                if (error != 0) {
                    throw new Abandoned("an unquantized residual y − a is no double");
                }
                gradients[r] = s;
            } else {
                int row = r;
                gradients[r] = quantizer.round(r, below(s, error), above(s, error), () -> before.exact(row));
            }
        }
        return show(step, Target.GRADIENT, before, gradients, trace);
    }

    private static void requireFinite(double[] values) {
        for (double value : values) {
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                throw new Abandoned("an unquantized number outgrew the doubles");
            }
        }
    }

    /** A double at most x − error, x itself if the error is 0; the least double where that is not known. */
    private static double below(double x, double error) {
        if (error == 0) {
            return x;
        }
        double bound = Math.nextDown(x - error);
        return Math.abs(bound) <= Double.MAX_VALUE ? bound : -Double.MAX_VALUE;
    }

    private static double above(double x, double error) {
        if (error == 0) {
            return x;
        }
        double bound = Math.nextUp(x + error);
        return Math.abs(bound) <= Double.MAX_VALUE ? bound : Double.MAX_VALUE;
    }

    /** V ← V + Σ_r x̃_r·o_r, and as often as it is averaged into the window. */
    private boolean update(int later) {
        for (int r = 0; r < rows; r++) {
            int offset = r * columns;
            double o = gradients[r];
            sums.addProducts(data, offset, o, features.largest(), exactTerms);
            if (averagedByProducts && later > 0) {
                double f = later * o;
                double rest = Math.fma(later, o, -f);
                window.addProducts(data, offset, f, features.largest(), exactWindowTerms);
                window.addProducts(data, offset, rest, features.largest(), false);
            }
        }
        return true;
    }
}

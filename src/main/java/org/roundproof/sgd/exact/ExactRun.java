package org.roundproof.sgd.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apfloat.Apfloat;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Radix2;
import org.roundproof.problem.Batch;
import org.roundproof.problem.Problem;
import org.roundproof.random.RandomWords;
import org.roundproof.sgd.NonFinite;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.SgdRun;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TraceEntry;
import org.roundproof.sgd.TraceSink;

/** One replicate: V = Σ x̃·o exactly, and w = γV/B (w_0 = 0) as a ratio, since γ/B need not be dyadic. */
final class ExactRun {
    private final Problem problem;
    private final SgdConfiguration configuration;
    private final RandomWords words;
    private final ExactOperator operators;
    private final int replicate;
    private final int rows;
    private final int columns;
    private final Apfloat gamma;
    private final ExactSums sums;
    private final ExactSums window;

    ExactRun(Problem problem, SgdConfiguration configuration, long seed, int replicate) {
        this.problem = problem;
        this.configuration = configuration;
        this.replicate = replicate;
        words = new RandomWords(seed);
        rows = configuration.batch();
        columns = problem.dimension();
        operators = new ExactOperator(words, replicate, columns);
        gamma = Radix2.of(configuration.stepSize());
        sums = new ExactSums(columns);
        window = new ExactSums(columns);
    }

    SgdRun run(TraceSink trace) {
        int first = configuration.averaging().first(configuration.steps());
        for (int step = 1; step <= configuration.steps(); step++) {
            if (step > first) {
                window.add(sums);
            }
            if (!step(step, trace)) {
                break;
            }
        }
        ExactTensor last = scaled(sums, 1);
        int iterates = configuration.steps() - first;
        ExactTensor reported = iterates > 0 ? scaled(window, iterates) : last;
        List<ExactReal> exact = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            exact.add(last.exact(i));
        }
        return new SgdRun(rounded(last), rounded(reported), List.copyOf(exact), 0);
    }

    /** w_t = w_{t−1} + (γ/B)·Q_d(X)ᵀ Q_o( Q_l(y) − Q_a( Q_d(X) Q_p(w_{t−1}) ) ); false where the trace asks to stop. */
    private boolean step(int step, TraceSink trace) {
        Batch batch = problem.batch(words, replicate, step, rows);
        Stage stage = new Stage(step, trace);
        ExactTensor features = stage.quantize(Target.DATA, ExactTensor.of(batch.features()));
        ExactTensor labels = stage.quantize(Target.LABEL, ExactTensor.of(batch.labels()));
        ExactTensor parameter = stage.quantize(Target.PARAMETER, scaled(sums, 1));
        if (stage.stopped) {
            return false;
        }
        ExactTensor activations = stage.quantize(Target.ACTIVATION, products(features, parameter));
        if (stage.stopped) {
            return false;
        }
        ExactTensor gradients = stage.quantize(Target.GRADIENT, difference(labels, activations));
        if (stage.stopped) {
            return false;
        }
        for (int r = 0; r < rows; r++) {
            sums.addProduct(features.numerators(), r * columns, gradients.numerators()[r], gradients.denominator());
        }
        return true;
    }

    /** The quantizers of one step, each tensor shown to the trace. */
    private final class Stage {
        private final int step;
        private final TraceSink trace;
        private boolean stopped;

        Stage(int step, TraceSink trace) {
            this.step = step;
            this.trace = trace;
        }

        ExactTensor quantize(Target target, ExactTensor before) {
            if (stopped) {
                return before;
            }
            ExactTensor after = operators.apply(configuration.operators().get(target), target, step, before);
            stopped = !trace.accept(new TraceEntry(step, target, before, after));
            double[] doubles = after.doubles();
            if (doubles != null && !stopped) {
                NonFinite.check(step, target, doubles);
            }
            return after;
        }
    }

    /** Q_d(X) Q_p(w); features have the denominator 1. */
    private ExactTensor products(ExactTensor features, ExactTensor parameter) {
        Apfloat[] x = features.numerators();
        Apfloat[] p = parameter.numerators();
        Apfloat[] products = new Apfloat[rows];
        for (int r = 0; r < rows; r++) {
            Apfloat sum = Radix2.of(0L);
            for (int i = 0; i < columns; i++) {
                sum = sum.add(x[r * columns + i].multiply(p[i]));
            }
            products[r] = sum;
        }
        return ExactTensor.of(products, parameter.denominator());
    }

    /** y − a over the denominator of a; labels have the denominator 1. */
    private ExactTensor difference(ExactTensor labels, ExactTensor activations) {
        Apfloat denominator = Radix2.of(activations.denominator(), 0);
        Apfloat[] difference = new Apfloat[rows];
        for (int r = 0; r < rows; r++) {
            difference[r] = labels.numerators()[r]
                    .multiply(denominator)
                    .subtract(activations.numerators()[r]);
        }
        return ExactTensor.of(difference, activations.denominator());
    }

    /** γ·Σ/(B·count). */
    private ExactTensor scaled(ExactSums values, int count) {
        Apfloat[] numerators = new Apfloat[columns];
        for (int i = 0; i < columns; i++) {
            numerators[i] = gamma.multiply(values.numerator(i));
        }
        BigInteger divisor = BigInteger.valueOf(rows).multiply(BigInteger.valueOf(count));
        return ExactTensor.of(numerators, values.denominator().multiply(divisor));
    }

    private static double[] rounded(ExactTensor tensor) {
        double[] values = new double[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.value(i);
        }
        return values;
    }
}

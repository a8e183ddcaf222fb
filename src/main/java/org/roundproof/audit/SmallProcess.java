package org.roundproof.audit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.ElementRounding.Place;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;

/**
 * Quantized SGD on a few rows, straight from its definition and in rational numbers, every path of it; each ingredient can be
 * replaced, so that one assumption at a time can be dropped. It knows nothing of moments.
 */
final class SmallProcess {
    /** Which row stands at a place of a batch. */
    interface Draw {
        /** Index of the row at step 1 …, position 0 … in the batch, out of {@code size}. */
        int row(Choices choices, int step, int position, int size);
    }

    private final BigFraction[][] features;
    private final BigFraction[] labels;
    private final int steps;
    private final int batch;
    private Draw draw = (choices, step, position, size) -> choices.pick("row " + step + ", " + position, size);
    private IntFunction<BigFraction> stepSize;
    private Map<Target, ElementRounding> roundings = new EnumMap<>(Target.class);
    private ElementRounding storage = ElementRounding.EXACT;
    private boolean last;

    private SmallProcess(BigFraction[][] features, BigFraction[] labels, int steps, int batch, BigFraction stepSize) {
        this.features = features;
        this.labels = labels;
        this.steps = steps;
        this.batch = batch;
        this.stepSize = step -> stepSize;
    }

    /** The process as it is defined; a quantizer is used by its exact distribution, an ideal model must take two values. */
    static SmallProcess of(FinitePopulation rows, SgdConfiguration configuration) {
        int d = rows.dimension();
        BigFraction[][] features = new BigFraction[rows.size()][d];
        BigFraction[] labels = new BigFraction[rows.size()];
        for (int k = 0; k < rows.size(); k++) {
            labels[k] = BigFraction.from(rows.labels()[k]);
            for (int i = 0; i < d; i++) {
                features[k][i] = BigFraction.from(rows.features()[k * d + i]);
            }
        }
        SmallProcess process = new SmallProcess(
                features,
                labels,
                configuration.steps(),
                configuration.batch(),
                BigFraction.from(configuration.stepSize()));
        for (Target target : Target.values()) {
            process.roundings.put(
                    target, ElementRounding.of(configuration.operators().get(target)));
        }
        return process;
    }

    private SmallProcess copy() {
        SmallProcess copy = new SmallProcess(features, labels, steps, batch, BigFraction.ZERO);
        copy.draw = draw;
        copy.stepSize = stepSize;
        copy.roundings = new EnumMap<>(roundings);
        copy.storage = storage;
        copy.last = last;
        return copy;
    }

    /** Rows drawn otherwise. */
    SmallProcess drawn(Draw other) {
        SmallProcess copy = copy();
        copy.draw = other;
        return copy;
    }

    /** A step size of each step. */
    SmallProcess stepping(IntFunction<BigFraction> other) {
        SmallProcess copy = copy();
        copy.stepSize = other;
        return copy;
    }

    /** Another rounding of one target. */
    SmallProcess with(Target target, ElementRounding rounding) {
        SmallProcess copy = copy();
        copy.roundings.put(target, rounding);
        return copy;
    }

    /** The weights themselves rounded after each step. */
    SmallProcess storing(ElementRounding rounding) {
        SmallProcess copy = copy();
        copy.storage = rounding;
        return copy;
    }

    /** The last iterate w_N reported in place of the average. */
    SmallProcess reportingLast() {
        SmallProcess copy = copy();
        copy.last = true;
        return copy;
    }

    /** H_q = E x̃x̃ᵀ and w_q* = H_q⁻¹ E x̃ỹ, by enumeration. */
    QuantizedOptimum optimum() {
        int d = features[0].length;
        BigFraction[][] second = new BigFraction[d][d];
        BigFraction[] correlation = new BigFraction[d];
        for (int i = 0; i < d; i++) {
            int row = i;
            for (int j = 0; j < d; j++) {
                int column = j;
                second[i][j] = Choices.expectation(choices -> {
                    BigFraction[] x = x(choices, 1, 0);
                    return x[row].multiply(x[column]);
                });
            }
            correlation[i] = Choices.expectation(choices -> x(choices, 1, 0)[row].multiply(label(choices, 1, 0)));
        }
        return QuantizedOptimum.of(second, correlation);
    }

    /** ½E‖w̄ − w_q*‖²_{H_q}, every path. */
    BigFraction risk(QuantizedOptimum optimum) {
        return Choices.expectation(choices -> optimum.risk(reported(choices)));
    }

    private BigFraction[] reported(Choices choices) {
        int d = features[0].length;
        BigFraction[] w = zeros(d);
        BigFraction[] sum = zeros(d);
        for (int t = 1; t <= steps; t++) {
            for (int i = 0; i < d; i++) {
                sum[i] = sum[i].add(w[i]);
            }
            if (t < steps || last) { // the average ends with w_{N−1}
                w = next(choices, t, w);
            }
        }
        if (last) {
            return w;
        }
        for (int i = 0; i < d; i++) {
            sum[i] = sum[i].divide(steps);
        }
        return sum;
    }

    private BigFraction[] next(Choices choices, int t, BigFraction[] w) {
        int d = w.length;
        BigFraction[] p = new BigFraction[d];
        for (int i = 0; i < d; i++) {
            p[i] = round(choices, new Place(Target.PARAMETER, t, 0, i), w[i]);
        }
        BigFraction[] gradient = zeros(d);
        for (int b = 0; b < batch; b++) {
            BigFraction[] x = x(choices, t, b);
            BigFraction u = BigFraction.ZERO;
            for (int i = 0; i < d; i++) {
                u = u.add(x[i].multiply(p[i]));
            }
            BigFraction a = round(choices, new Place(Target.ACTIVATION, t, b, 0), u);
            BigFraction residual = label(choices, t, b).subtract(a);
            BigFraction o = round(choices, new Place(Target.GRADIENT, t, b, 0), residual);
            for (int i = 0; i < d; i++) {
                gradient[i] = gradient[i].add(x[i].multiply(o));
            }
        }
        BigFraction rate = stepSize.apply(t).divide(batch);
        BigFraction[] result = new BigFraction[d];
        for (int i = 0; i < d; i++) {
            BigFraction moved = w[i].add(rate.multiply(gradient[i]));
            result[i] = storage.of(choices, new Place(Target.PARAMETER, -t, 0, i), moved);
        }
        return result;
    }

    private BigFraction[] x(Choices choices, int t, int b) {
        BigFraction[] x = features[draw.row(choices, t, b, labels.length)].clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = round(choices, new Place(Target.DATA, t, b, i), x[i]);
        }
        return x;
    }

    private BigFraction label(Choices choices, int t, int b) {
        BigFraction y = labels[draw.row(choices, t, b, labels.length)];
        return round(choices, new Place(Target.LABEL, t, b, 0), y);
    }

    private BigFraction round(Choices choices, Place place, BigFraction z) {
        ElementRounding rounding = roundings.get(place.target());
        return rounding == null ? z : rounding.of(choices, place, z);
    }

    private static BigFraction[] zeros(int d) {
        BigFraction[] zeros = new BigFraction[d];
        Arrays.fill(zeros, BigFraction.ZERO);
        return zeros;
    }
}

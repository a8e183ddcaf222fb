package org.roundproof.theory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.sgd.Averaging;

/**
 * The expected risk of quantized SGD in two dimensions by brute force: every sample path and every random outcome, with
 * its rational probability. It knows the definition of the process and nothing of moments; the only economy is that equal
 * states are merged.
 */
final class PathEnumerator {
    /** One outcome of a random quantity. */
    record Atom<V>(V value, Ratio probability) {}

    /** A vector of two. */
    record Vec(Ratio first, Ratio second) {
        static final Vec ZERO = new Vec(Ratio.ZERO, Ratio.ZERO);

        Vec plus(Vec other) {
            return new Vec(first.plus(other.first), second.plus(other.second));
        }

        Vec times(Ratio factor) {
            return new Vec(first.times(factor), second.times(factor));
        }

        Ratio dot(Vec other) {
            return first.times(other.first).plus(second.times(other.second));
        }
    }

    /** A row of the population: its probability, its quantized features, its quantized label. */
    record Row(Ratio probability, List<Atom<Vec>> features, List<Atom<Ratio>> labels) {}

    /** An operator z ↦ factor·z + shift; one factor for the whole vector where it is shared, a new one for each element. */
    record Noise(List<Atom<Ratio>> factors, List<Atom<Ratio>> shifts, boolean shared) {
        static final List<Atom<Ratio>> CERTAIN_ONE = List.of(new Atom<>(Ratio.ONE, Ratio.ONE));
        static final List<Atom<Ratio>> CERTAIN_ZERO = List.of(new Atom<>(Ratio.ZERO, Ratio.ONE));
        static final Noise NONE = new Noise(CERTAIN_ONE, CERTAIN_ZERO, false);

        /** The factors that are drawn once for the vector. */
        List<Atom<Ratio>> common() {
            return shared ? factors : CERTAIN_ONE;
        }

        /** Outcomes at one element, once the common factor is drawn. */
        List<Atom<Ratio>> at(Ratio z, Ratio common) {
            List<Atom<Ratio>> outcomes = new ArrayList<>();
            for (Atom<Ratio> factor : shared ? CERTAIN_ONE : factors) {
                for (Atom<Ratio> shift : shifts) {
                    outcomes.add(new Atom<>(
                            z.times(common).times(factor.value()).plus(shift.value()),
                            factor.probability().times(shift.probability())));
                }
            }
            return outcomes;
        }
    }

    /** The weights and the sum over the window so far. */
    private record State(Vec weights, Vec sum) {}

    private final List<Row> rows;
    private final Noise label;
    private final Noise parameter;
    private final Noise activation;
    private final Noise gradient;
    private final int batch;
    private final Ratio stepSize;

    PathEnumerator(
            List<Row> rows, Noise label, Noise parameter, Noise activation, Noise gradient, int batch, Ratio stepSize) {
        this.rows = rows;
        this.label = label;
        this.parameter = parameter;
        this.activation = activation;
        this.gradient = gradient;
        this.batch = batch;
        this.stepSize = stepSize;
    }

    /** E ½(y − ⟨w, x⟩)² of the reported iterate w over independent test rows, for each of several sets of test rows. */
    List<BigFraction> expectedRisks(Vec start, int steps, Averaging averaging, List<List<Row>> tests) {
        int first = averaging.first(steps);
        int updates = first == steps ? steps : steps - 1;
        Map<State, BigFraction> states = Map.of(window(new State(start, Vec.ZERO), 0, first), BigFraction.ONE);
        for (int t = 1; t <= updates; t++) {
            states = advance(states, t, first);
        }
        Ratio share = first == steps ? Ratio.ONE : Ratio.of(1, steps - first);
        List<BigFraction> risks = new ArrayList<>();
        for (List<Row> test : tests) {
            BigFraction risk = BigFraction.ZERO;
            for (Map.Entry<State, BigFraction> entry : states.entrySet()) {
                State state = entry.getKey();
                Vec reported = first == steps ? state.weights() : state.sum().times(share);
                risk = risk.add(entry.getValue().multiply(risk(reported, test).toFraction()));
            }
            risks.add(risk);
        }
        return risks;
    }

    private Map<State, BigFraction> advance(Map<State, BigFraction> states, int t, int first) {
        Map<State, BigFraction> next = new HashMap<>();
        Ratio rate = stepSize.times(Ratio.of(1, batch));
        states.forEach((state, reached) -> batchGradients(state.weights()).forEach((gradientSum, probability) -> {
            Vec weights = state.weights().plus(gradientSum.times(rate));
            next.merge(
                    window(new State(weights, state.sum()), t, first),
                    reached.multiply(probability.toFraction()),
                    BigFraction::add);
        }));
        return next;
    }

    private static State window(State state, int t, int first) {
        return t >= first ? new State(state.weights(), state.sum().plus(state.weights())) : state;
    }

    private static Ratio risk(Vec weights, List<Row> test) {
        Ratio sum = Ratio.ZERO;
        for (Row row : test) {
            for (Atom<Vec> x : row.features()) {
                Ratio prediction = weights.dot(x.value());
                Ratio here = row.probability().times(x.probability());
                for (Atom<Ratio> y : row.labels()) {
                    Ratio residual = y.value().minus(prediction);
                    sum = sum.plus(residual.times(residual).times(here.times(y.probability())));
                }
            }
        }
        return sum.times(Ratio.of(1, 2));
    }

    /** The law of Σ_b x̃_b o_b over the batch, at the given weights. */
    private Map<Vec, Ratio> batchGradients(Vec weights) {
        Map<Vec, Ratio> law = new HashMap<>();
        for (Atom<Vec> p : parameters(weights)) {
            for (Atom<Ratio> l : label.common()) {
                for (Atom<Ratio> a : activation.common()) {
                    for (Atom<Ratio> o : gradient.common()) {
                        Ratio probability = p.probability()
                                .times(l.probability())
                                .times(a.probability())
                                .times(o.probability());
                        Map<Vec, Ratio> one = rowGradients(p.value(), l.value(), a.value(), o.value());
                        Map<Vec, Ratio> sum = Map.of(Vec.ZERO, Ratio.ONE);
                        for (int b = 0; b < batch; b++) {
                            sum = convolve(sum, one);
                        }
                        sum.forEach((g, q) -> law.merge(g, q.times(probability), Ratio::plus));
                    }
                }
            }
        }
        return law;
    }

    private List<Atom<Vec>> parameters(Vec weights) {
        List<Atom<Vec>> result = new ArrayList<>();
        for (Atom<Ratio> common : parameter.common()) {
            for (Atom<Ratio> first : parameter.at(weights.first(), common.value())) {
                for (Atom<Ratio> second : parameter.at(weights.second(), common.value())) {
                    result.add(new Atom<>(
                            new Vec(first.value(), second.value()),
                            common.probability().times(first.probability()).times(second.probability())));
                }
            }
        }
        return result;
    }

    /** The law of x̃ Q_o(Q_l(y) − Q_a(x̃·p)) for one random row. */
    private Map<Vec, Ratio> rowGradients(Vec p, Ratio l, Ratio a, Ratio o) {
        Map<Vec, Ratio> law = new HashMap<>();
        for (Row row : rows) {
            for (Atom<Vec> x : row.features()) {
                Ratio here = row.probability().times(x.probability());
                for (Atom<Ratio> y : row.labels()) {
                    for (Atom<Ratio> target : label.at(y.value(), l)) {
                        Ratio labelled = here.times(y.probability()).times(target.probability());
                        for (Atom<Ratio> z : activation.at(x.value().dot(p), a)) {
                            Ratio active = labelled.times(z.probability());
                            for (Atom<Ratio> r : gradient.at(target.value().minus(z.value()), o)) {
                                law.merge(x.value().times(r.value()), active.times(r.probability()), Ratio::plus);
                            }
                        }
                    }
                }
            }
        }
        return law;
    }

    private static Map<Vec, Ratio> convolve(Map<Vec, Ratio> a, Map<Vec, Ratio> b) {
        Map<Vec, Ratio> result = new HashMap<>();
        a.forEach((g, p) -> b.forEach((h, q) -> result.merge(g.plus(h), p.times(q), Ratio::plus)));
        return result;
    }
}

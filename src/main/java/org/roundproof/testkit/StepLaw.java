package org.roundproof.testkit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Distribution.Atom;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * The exact law of the new weights of one step: every way in which its roundings can fall, with its probability, and with random
 * words that make them fall so.
 */
final class StepLaw {
    private final List<Outcome> outcomes = new ArrayList<>();

    private boolean saturates;

    private StepLaw() {}

    /**
     * One way.
     *
     * @param probability exact, positive; all of them sum to 1
     * @param weights the new weights
     * @param words words for which the roundings fall this way
     */
    record Outcome(BigFraction probability, ExactReal[] weights, StepWords words) {}

    /** Enumerates the decisions of a step, depth first. */
    static StepLaw of(SgdStep step, TargetOperators operators) {
        StepLaw law = new StepLaw();
        List<int[]> path = new ArrayList<>(); // chosen and number of atoms, decision by decision
        do {
            Walk walk = new Walk(operators, path);
            ExactReal[] weights = ExactStep.of(step, walk::choose);
            law.outcomes.add(new Outcome(walk.probability, weights, walk.words()));
            law.saturates |= walk.saturates;
        } while (advance(path));
        return law;
    }

    /** How many ways there are. */
    int size() {
        return outcomes.size();
    }

    /** Whether any rounding was asked for a value beyond its range, where no quantizer is unbiased. */
    boolean saturates() {
        return saturates;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** The next path in lexicographic order; false after the last. */
    private static boolean advance(List<int[]> path) {
        while (!path.isEmpty()) {
            int[] last = path.get(path.size() - 1);
            if (last[0] + 1 < last[1]) {
                last[0]++;
                return true;
            }
            path.remove(path.size() - 1);
        }
        return false;
    }

    /**
     * Words at the threshold of a rounding: an implementation whose rate is off by one word of 2³² falls the other way.
     *
     * @param first the first word
     * @param rest all that extend it
     */
    private record Threshold(int first, int rest) implements WordSource {
        @Override
        public int word(int use, int level) {
            return level == 0 ? first : rest;
        }
    }

    /** One descent: follows the path, and extends it by first choices. */
    private static final class Walk {
        private final TargetOperators operators;
        private final List<int[]> path;
        private final Map<Target, Map<Integer, WordSource>> words = new EnumMap<>(Target.class);
        private int decision;
        private BigFraction probability = BigFraction.ONE;
        private boolean saturates;

        Walk(TargetOperators operators, List<int[]> path) {
            this.operators = operators;
            this.path = path;
        }

        ExactReal choose(Target target, int element, ExactReal x) {
            if (!(operators.get(target) instanceof Quantizer quantizer)) {
                return x;
            }
            List<Atom> atoms = quantizer.distribution(x).support();
            if (decision == path.size()) {
                path.add(new int[] {0, atoms.size()});
            }
            int chosen = path.get(decision++)[0];
            Atom atom = atoms.get(chosen);
            probability = probability.multiply(atom.probability());
            words.computeIfAbsent(target, t -> new HashMap<>()).put(element, words(quantizer, x, chosen, atoms));
            saturates |= x.abs().compareTo(ExactReal.of(quantizer.unsaturatedMagnitude())) > 0;
            return ExactStep.finite(quantizer, atom.value());
        }

        StepWords words() {
            return (target, element) -> words.getOrDefault(target, Map.of()).getOrDefault(element, (use, level) -> 0);
        }

        /** Words for which the rounding gives its atom number {@code chosen}, counted upwards. */
        private static WordSource words(Quantizer quantizer, ExactReal x, int chosen, List<Atom> atoms) {
            if (quantizer.rounding() instanceof Rounding.Tpdf) {
                return dither(chosen, atoms.size());
            }
            if (atoms.size() == 1) {
                return (use, level) -> 0;
            }
            int outer = x.signum() < 0 ? 0 : 1;
            int leastAway = leastAway(atoms.get(outer).probability());
            return chosen == outer ? new Threshold(leastAway, -1) : new Threshold(leastAway - 1, 0);
        }

        /** 2³² − ⌈p·2³²⌉, the least word that goes away from zero, where further words are all ones. */
        private static int leastAway(BigFraction probability) {
            BigFraction scaled = probability.multiply(1L << 32);
            BigInteger[] parts = scaled.getNumerator().divideAndRemainder(scaled.getDenominator());
            return (int) ((1L << 32) - parts[0].longValueExact() - parts[1].signum());
        }
    }

    /** U₁ + U₂ − 1 is −1, 0 or 1 of three values; −¾ or ¾ of two, of which x is the midpoint. */
    private static WordSource dither(int chosen, int atoms) {
        if (atoms == 2) {
            int first = chosen == 0 ? 0x4000_0000 : 0xC000_0000;
            return (use, level) -> use == 0 && level == 0 ? first : -chosen;
        }
        return (use, level) -> chosen > use ? -1 : 0;
    }

    /** E w_i. */
    BigFraction mean(int coordinate) {
        return outcomes.stream()
                .map(o -> o.probability().multiply(o.weights()[coordinate].toFraction()))
                .reduce(BigFraction.ZERO, BigFraction::add);
    }

    /** Cov(w_i, w_j). */
    BigFraction covariance(int i, int j) {
        BigFraction product = outcomes.stream()
                .map(o -> o.probability().multiply(o.weights()[i].toFraction()).multiply(o.weights()[j].toFraction()))
                .reduce(BigFraction.ZERO, BigFraction::add);
        return product.subtract(mean(i).multiply(mean(j)));
    }

    /** The law of an implementation's step. */
    static StepLaw measured(SgdUnderTest subject, SgdStep step) {
        return of(step, subject.operators()).measuredBy(subject, step);
    }

    /** The same law, of an implementation: its new weights for the words of each outcome. */
    StepLaw measuredBy(SgdUnderTest subject, SgdStep step) {
        StepLaw law = new StepLaw();
        for (Outcome outcome : outcomes) {
            double[] weights = subject.apply(step.with(outcome.words()));
            ExactReal[] exact = new ExactReal[weights.length];
            for (int i = 0; i < weights.length; i++) {
                exact[i] = ExactReal.of(weights[i]);
            }
            law.outcomes.add(new Outcome(outcome.probability(), exact, outcome.words()));
        }
        return law;
    }

    /**
     * (γ/B)·Σ_r (x_ri (y_r − x_r·w) − Var Q_d(x_ri)·w_i): what a step of unbiased quantizers adds to weight i on average, since E x̃x̃ᵀ =
     * xxᵀ + diag Var x̃.
     */
    static BigFraction meanStep(SgdStep step, TargetOperators operators, int coordinate) {
        BigFraction sum = BigFraction.ZERO;
        for (int r = 0; r < step.rows(); r++) {
            BigFraction residual = BigFraction.from(step.labels()[r]);
            for (int i = 0; i < step.columns(); i++) {
                residual = residual.subtract(BigFraction.from(step.features()[r * step.columns() + i])
                        .multiply(BigFraction.from(step.weights()[i])));
            }
            double x = step.features()[r * step.columns() + coordinate];
            sum = sum.add(BigFraction.from(x).multiply(residual));
            if (operators.data() instanceof Quantizer quantizer) {
                sum = sum.subtract(
                        quantizer.distribution(x).variance().multiply(BigFraction.from(step.weights()[coordinate])));
            }
        }
        return sum.multiply(BigFraction.from(step.stepSize())).divide(BigInteger.valueOf(step.rows()));
    }
}

package org.roundproof.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roundproof.conformance.BlackBoxResult;
import org.roundproof.conformance.BlackBoxResult.Failure;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.conformance.BlackBoxStochastic;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.NumberFormat;
import org.roundproof.random.WordSource;

/**
 * Judges an implementation by its draws, in stages: each stage draws four times as many as the one before, anew, and may raise a
 * false alarm with half the probability of the one before, single calls and arrays each with half of that, so that all together stay
 * below {@code falseAlarm}. A gross fault is
 * found in the first stage, after {@value #FIRST} draws at each point; a right implementation goes through all.
 *
 * @param subject the implementation
 * @param draws at each point in the last stage
 * @param falseAlarm bound of the probability that a right implementation fails
 */
record BlackBoxDraws(QuantizerUnderTest subject, int draws, double falseAlarm) {
    /** Of the first stage. */
    static final int FIRST = 512;

    /** Of the last, unless a test says otherwise. */
    static final int DRAWS = 1 << 17;

    static final double FALSE_ALARM = 1e-9;

    /** Fractions of the way up a cell: a bias is seen best where the right rate is near 0 or 1, dependence at one half. */
    private static final double[] FRACTIONS = {0.5, 0.25, 0x1p-8, 1 - 0x1p-8};

    private static final int SEED = 20_251_018;

    /** Draws, and fails with the first fault of these kinds. */
    void require(ClaimUnderTest claim, Fault... kinds) {
        failure(kinds).ifPresent(failure -> {
            throw Violation.of(
                    claim,
                    subject,
                    "at x = " + new Input(subject.quantizer().format(), failure.point()) + ", "
                            + failure.fault().text()
                            + ": " + failure.detail()
                            + (failure.pValue() == 0
                                    ? ""
                                    : " (p-value " + failure.pValue() + " after Holm's procedure)"));
        });
    }

    /** The first fault of these kinds, of single calls or of arrays, each at half the level. */
    Optional<Failure> failure(Fault... kinds) {
        Optional<Failure> single = failure(new Source(false), kinds);
        return single.isEmpty() && subject.capabilities().contains(Capability.ARRAYS)
                ? failure(new Source(true), kinds)
                : single;
    }

    private Optional<Failure> failure(Source source, Fault... kinds) {
        double[] points = points();
        double level = falseAlarm / 4;
        for (int n = Math.min(FIRST, draws); n <= draws; n = n == draws ? draws + 1 : Math.min(4 * n, draws)) {
            BlackBoxResult result = new BlackBoxStochastic(subject.quantizer(), n, level).judge(source::next, points);
            List<Failure> found = result.failures().stream()
                    .filter(failure -> Arrays.asList(kinds).contains(failure.fault()))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
            level /= 2;
        }
        return Optional.empty();
    }

    /**
     * Points in the cell below the smallest value, in those of the smallest and the largest values, about 1 and in cells between, of
     * both signs where there are two, as far as the implementation takes them.
     */
    double[] points() {
        NumberFormat format = subject.quantizer().format();
        Set<Double> points = new LinkedHashSet<>();
        double max = format.maxFinite();
        double small = format.smallestPositive();
        List<Double> starts = new ArrayList<>(List.of(small, Math.min(1, max / 4), max / 8, Math.nextDown(max)));
        if (format.hasZero()) {
            starts.add(0, 0.0);
        }
        if (format instanceof FloatFormat floats) {
            int least = floats.minExponent();
            int wide = floats.maxExponent() - least;
            starts.add(Math.scalb(1.0, least) - small); // the largest subnormal number
            starts.add(Math.scalb(1.0, least + wide / 4));
            starts.add(Math.scalb(1.0, least + 3 * wide / 4));
        }
        for (int s = 0; s < starts.size(); s++) {
            ExactReal low = format.cell(ExactReal.of(starts.get(s))).towardZero();
            ExactReal gap = format.cell(low).awayFromZero().subtract(low);
            for (int k = 0; k < FRACTIONS.length; k++) {
                double x = low.add(gap.multiply(ExactReal.of(FRACTIONS[k]))).toDouble();
                double point = subject.asInput(format.signed() && (s + k) % 2 == 1 ? -x : x);
                if (Double.isFinite(point) && subject.takes(point) && subject.inRange(point) && random(point)) {
                    points.add(point);
                }
            }
        }
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Whether chance decides there. */
    private boolean random(double point) {
        return subject.quantizer().distribution(point).support().size() > 1;
    }

    /** Draws one after the other, or element after element of arrays; given words are new in each stage. */
    private final class Source {
        private final boolean arrays;
        private final Deque<Double> drawn = new ArrayDeque<>();
        private double point = Double.NaN;
        private int element;

        Source(boolean arrays) {
            this.arrays = arrays;
        }

        double next(double x) {
            if (!arrays) {
                return zero(x, subject.quantize(x, words()));
            }
            if (x != point || drawn.isEmpty()) {
                point = x;
                drawn.clear();
                double[] all = new double[FIRST];
                WordSource[] words = new WordSource[FIRST];
                for (int i = 0; i < FIRST; i++) {
                    all[i] = x;
                    words[i] = words();
                }
                for (double y : subject.quantize(all, words)) {
                    drawn.add(y);
                }
            }
            return zero(x, drawn.removeFirst());
        }

        /** The sign of a zero counts where the format has two of them and the implementation minds it. */
        private double zero(double x, double y) {
            if (y != 0) {
                return y;
            }
            if (!subject.quantizer().format().hasNegativeZero()) {
                return 0.0;
            }
            return subject.capabilities().contains(Capability.SIGNED_ZEROS) ? y : Math.copySign(0.0, x);
        }

        private WordSource words() {
            return Calls.words(SEED, element++);
        }
    }
}

package org.roundproof.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.stats.BinomialTest;

/**
 * A law other than the right one that the counts agree with.
 *
 * @param name {@code fifty-fifty}, {@code rates-swapped}, or a ROUNDING expression such as {@code sr(3,floor)}
 * @param description in a few words
 * @param logLikelihood ln of the probability of the draws, but for a constant
 */
public record RateFit(String name, String description, double logLikelihood) {
    /** Points that are looked at: those with the most draws. */
    private static final int POINTS = 200;

    /** Widest R that is tried; wider ones differ too little from exact stochastic rounding. */
    private static final int MOST_BITS = 16;

    private static final int REPORTED = 3;

    /** The laws that every count agrees with at level falseAlarm over the number of tests, the likeliest first. */
    static List<RateFit> of(Quantizer asked, List<PointDraws> random, double falseAlarm) {
        List<PointDraws> points = random.stream()
                .filter(at -> at.atoms().size() == 2 && at.size() > 0)
                .sorted(Comparator.comparingInt(PointDraws::size).reversed())
                .limit(POINTS)
                .toList();
        double level = falseAlarm / Math.max(1, points.size());
        List<RateFit> fits = new ArrayList<>();
        add(fits, points, level, "fifty-fifty", "either neighbour with probability 1/2", (at, value) -> 0.5);
        add(
                fits,
                points,
                level,
                "rates-swapped",
                "the probabilities of the two neighbours are swapped",
                (at, value) -> at.atoms().get(0).value() == value ? at.probability(1) : at.probability(0));
        for (Rounding rounding : roundings()) {
            if (!rounding.equals(asked.rounding())) {
                Quantizer other = new Quantizer(asked.format(), rounding, asked.overflow());
                add(
                        fits,
                        points,
                        level,
                        rounding.expression(),
                        "the rates are those of " + rounding.expression(),
                        (at, value) -> probability(other, at.point(), value));
            }
        }
        fits.sort(Comparator.comparingDouble(RateFit::logLikelihood).reversed());
        return fits.subList(0, Math.min(REPORTED, fits.size()));
    }

    private static double probability(Quantizer other, double point, double value) {
        BigFraction p = other.distribution(point).probability(value);
        return p.doubleValue();
    }

    private static List<Rounding> roundings() {
        List<Rounding> all = new ArrayList<>(List.of(Rounding.Deterministic.values()));
        all.add(new Rounding.Stochastic());
        for (int bits = 1; bits <= MOST_BITS; bits++) {
            for (Rounding.Cut cut : Rounding.Cut.values()) {
                all.add(new Rounding.StochasticBits(bits, cut));
            }
        }
        return all;
    }

    private static void add(
            List<RateFit> fits,
            List<PointDraws> points,
            double level,
            String name,
            String description,
            ToDoubleBiFunction<PointDraws, Double> probability) {
        double likelihood = 0;
        for (PointDraws at : points) {
            double upper = probability.applyAsDouble(at, at.atoms().get(1).value());
            double lower = probability.applyAsDouble(at, at.atoms().get(0).value());
            boolean possible = (upper > 0 || at.count(1) == 0) && (lower > 0 || at.count(0) == 0);
            if (!possible || new BinomialTest(at.size(), Math.min(1, upper)).pValue(at.count(1)) <= level) {
                return;
            }
            likelihood += (at.count(1) == 0 ? 0 : at.count(1) * Math.log(upper))
                    + (at.count(0) == 0 ? 0 : at.count(0) * Math.log(lower));
        }
        if (!points.isEmpty()) {
            fits.add(new RateFit(name, description, likelihood));
        }
    }
}

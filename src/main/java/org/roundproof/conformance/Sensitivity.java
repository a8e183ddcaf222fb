package org.roundproof.conformance;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.stats.BinomialTest;

/**
 * The smallest error of a rate that the draws at one point would have shown.
 *
 * @param point the point with the most draws
 * @param draws how many
 * @param rate the right probability of the largest value there
 * @param error a probability higher by this much is found with probability 0.999 or more
 */
public record Sensitivity(double point, int draws, double rate, double error) {
    private static final double POWER = 0.999;
    private static final int HALVINGS = 40;

    static @Nullable Sensitivity of(List<PointDraws> random, double level) {
        PointDraws most =
                random.stream().max(Comparator.comparingInt(PointDraws::size)).orElse(null);
        if (most == null || most.size() == 0) {
            return null;
        }
        double rate = most.probability(most.atoms().size() - 1);
        BinomialTest test = new BinomialTest(most.size(), rate);
        double tooSmall = 0;
        double enough = 1 - rate;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (tooSmall + enough) / 2;
            if (test.power(rate + middle, level) >= POWER) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return new Sensitivity(most.point(), most.size(), rate, enough);
    }
}

package org.roundproof.conformance;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.stats.BinomialTest;

/**
 * The smallest error of a rate that the draws at one point would have shown, with a probability of 0.999 or more.
 *
 * @param point of the points whose draws can show any error, the one with the most draws; where there is none, that with the
 *     most draws
 * @param draws how many
 * @param rate the right probability of the largest value there
 * @param error a probability of rate + error is found; negative where only lower ones are; NaN where the draws are too few to
 *     show any error
 * @param needed draws at that point that show a probability wrong by {@link #COARSE}, towards ½
 * @param pooled what all points together would have shown; null where they show nothing either
 */
public record Sensitivity(
        double point,
        int draws,
        double rate,
        double error,
        int needed,
        @Nullable PooledSensitivity pooled) {
    /** The error for which {@link #needed} holds: a quarter. */
    public static final double COARSE = 0.25;

    static final double POWER = 0.999;
    private static final int HALVINGS = 40;

    /** Whether any error at one point would have been found. */
    public boolean atOnePoint() {
        return !Double.isNaN(error);
    }

    /** The probability in place of the right one for which {@link #needed} holds. */
    public double coarse() {
        return coarse(rate);
    }

    private static double coarse(double rate) {
        return rate <= 0.5 ? rate + COARSE : rate - COARSE;
    }

    /** With a number of tests made, each then at the level falseAlarm/tests. */
    static @Nullable Sensitivity of(List<PointDraws> random, double falseAlarm, int tests) {
        double level = falseAlarm / Math.max(1, tests);
        PointDraws most = random.stream()
                .filter(at -> at.size() > 0)
                .max(Comparator.comparing((PointDraws at) -> shows(at, level)).thenComparingInt(PointDraws::size))
                .orElse(null);
        if (most == null) {
            return null;
        }
        double rate = rate(most);
        double error = shows(most, level) ? least(new BinomialTest(most.size(), rate), level) : Double.NaN;
        // more draws at this point bring at most three further tests for each lag
        double later = falseAlarm / (tests + 3 * PointDraws.LAGS.length);
        int needed = BinomialTest.requiredTrials(rate, coarse(rate), later, POWER);
        return new Sensitivity(most.point(), most.size(), rate, error, needed, PooledSensitivity.of(random, level));
    }

    private static double rate(PointDraws at) {
        return at.probability(at.atoms().size() - 1);
    }

    /** Whether draws that are all alike would be a finding. */
    private static boolean shows(PointDraws at, double level) {
        double rate = rate(at);
        return 2 * Math.pow(Math.min(rate, 1 - rate), at.size()) <= level;
    }

    private static double least(BinomialTest test, double level) {
        double rate = test.probability();
        double tooSmall = 0;
        double enough = test.power(1, level) >= POWER ? 1 - rate : -rate;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (tooSmall + enough) / 2;
            if (test.power(rate + middle, level) >= POWER) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }
}

package org.roundproof.audit;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.roundproof.theory.RiskConvention;

/**
 * What an operator adds to the exact risk along an axis, on a geometric grid. The numbers carry no noise, so a regression's standard error
 * would say nothing: the local exponents are the slopes between neighbours on log scales, and their range over the last three
 * intervals is the uncertainty.
 *
 * @param x the grid, each point the same factor from the last
 * @param extra extra excess risk
 */
record Sweep(double[] x, double[] extra) {
    private static final int LAST = 3;

    /** The extra risk of each point's setting. */
    static Sweep of(double[] x, DoubleFunction<Setting> point, RiskConvention convention) {
        return new Sweep(
                x, Arrays.stream(x).map(at -> point.apply(at).extra(convention)).toArray());
    }

    /** Slope between point k and the next: log(extra ratio)/log(x ratio). */
    double exponent(int k) {
        return Math.log(extra[k + 1] / extra[k]) / Math.log(x[k + 1] / x[k]);
    }

    /** Slope between the last two points. */
    double last() {
        return exponent(x.length - 2);
    }

    /** Least slope over the last three intervals. */
    double least() {
        return tail(false);
    }

    /** Greatest slope over the last three intervals. */
    double greatest() {
        return tail(true);
    }

    private double tail(boolean greatest) {
        double best = last();
        for (int k = x.length - 1 - LAST; k < x.length - 1; k++) {
            best = greatest ? Math.max(best, exponent(k)) : Math.min(best, exponent(k));
        }
        return best;
    }

    /** Slope of the increments between the last two intervals: how what is not constant decays or grows. */
    double incrementExponent() {
        int n = x.length - 1;
        return Math.log((extra[n] - extra[n - 1]) / (extra[n - 1] - extra[n - 2])) / Math.log(x[n] / x[n - 1]);
    }

    /**
     * Aitken's limit of the sequence over its last value; exact for constant + power. NaN where the increments do not shrink.
     */
    double limit() {
        int n = x.length - 1;
        double increment = extra[n] - extra[n - 1];
        double before = extra[n - 1] - extra[n - 2];
        boolean shrinks = Math.abs(increment) < Math.abs(before) && increment * before > 0;
        return shrinks ? (extra[n] - increment * increment / (increment - before)) / extra[n] : Double.NaN;
    }

    /**
     * For tables: the last exponent with the range of the last three; where the sequence has a limit that is half to twice its last
     * value, that ratio, and the exponent of the increments.
     */
    String text() {
        if (Arrays.stream(extra).anyMatch(value -> !(value > 0))) {
            return "changes sign";
        }
        String limit = limit() > 0.5 && limit() < 2
                ? "; limit " + Digits.fixed(limit(), 3) + ", increments " + Digits.fixed(incrementExponent(), 2)
                : "";
        return Digits.fixed(last(), 3) + " (" + Digits.fixed(least(), 3) + " … " + Digits.fixed(greatest(), 3) + ")"
                + limit;
    }
}

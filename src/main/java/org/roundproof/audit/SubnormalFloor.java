package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.format.ExactReal;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.Formats;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.theory.Interval;
import org.roundproof.theory.QuantizedSpectrum;
import org.roundproof.theory.SubnormalLift;

/**
 * Where "no distortion" of a float ends: the smallest witness on one point, and the crossings on λ_i = i^−2 (proofs-notes/range.md,
 * section 1).
 */
final class SubnormalFloor {
    private static final List<String> FORMATS = List.of("e2m1", "e2m3", "e3m2", "e4m3", "e5m2");

    private SubnormalFloor() {}

    private static Quantizer sr(FloatFormat format) {
        return new Quantizer(format, new Rounding.Stochastic(), Overflow.SAT_FINITE);
    }

    /** One point, moved down by factors of four: relative variance of the value, and of the same value on the normal grid. */
    static Table witness(Tally tally) {
        FloatFormat format = (FloatFormat) Formats.parse("float(p=2,emin=0,emax=4)");
        Quantizer quantizer = sr(format);
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k <= 4; k++) {
            BigFraction x = BigFraction.of(5, 4 << 2 * k);
            BigFraction variance =
                    quantizer.distribution(ExactReal.of(x)).variance().divide(x.pow(2));
            // in the first cell (h − x)/x, h = ½
            BigFraction expected = k == 0
                    ? BigFraction.of(1, 25)
                    : BigFraction.of(1, 2).subtract(x).divide(x);
            tally.require(variance.equals(expected), () -> "relative variance at " + x + ": " + variance);
            rows.add(List.of(Digits.fraction(x), Digits.fraction(variance), "1/25"));
        }
        return new Table(
                "One feature $x = \\frac54 4^{-k}$ by stochastic rounding to `float(p=2,emin=0,emax=4)` (values $0, \\frac12, 1, "
                        + "\\frac32, 2, 3, \\ldots$), in rational numbers: $\\lambda^{(q)}/\\lambda - 1$, which a float without a smallest "
                        + "number would keep",
                List.of("x", "λ^(q)/λ − 1", "without a smallest number"),
                rows);
    }

    /** The first index past each level, by bisection on proven enclosures, and by the formula. */
    static Table crossings(Tally tally) {
        List<List<String>> rows = new ArrayList<>();
        for (String format : FORMATS) {
            rows.add(row(tally, format));
        }
        return new Table(
                "$\\lambda_i = i^{-2}$, Gaussian features in the eigenbasis, stochastic rounding: the index $i$ from which "
                        + "$\\lambda_i^{(q)}/\\lambda_i$ is proven above $1 + \\beta$ (β the sharp relative variance of normal numbers), "
                        + "$1.01$ and $2$; at $i - 1$ it is proven not to be. In brackets the formula of the note, $1/(h\\sqrt{t})$ with "
                        + "$\\psi(t) = \\tau t$",
                List.of("format", "h", "β", "above 1 + β", "above 1.01", "above 2"),
                rows);
    }

    private static List<String> row(Tally tally, String name) {
        FloatFormat format = (FloatFormat) Formats.parse(name);
        Quantizer quantizer = sr(format);
        double h = format.smallestPositive();
        double beta = quantizer.varianceBounds().orElseThrow().upper().beta().doubleValue();
        List<String> cells = new ArrayList<>(List.of(name, "2^" + Math.getExponent(h), "1/" + Math.round(1 / beta)));
        for (double level : new double[] {beta, 0.01, 1}) {
            double formula = 1 / (h * Math.sqrt(SubnormalLift.solve(level)));
            long index = crossing(quantizer, level, formula);
            tally.require(index > 0, () -> name + ": no crossing of 1 + " + level + " near " + formula);
            // the lower bound of the note: past the formula every λ_i is distorted
            tally.require(index <= Math.ceil(formula), () -> name + ": crossing " + index + ", formula " + formula);
            cells.add(Digits.count(index) + " (" + Digits.fixed(formula, 1) + ")");
        }
        return cells;
    }

    /** Least i in [formula/4, 2·formula] with a proven ratio above 1 + level whose predecessor is proven below; 0 if undecided. */
    private static long crossing(Quantizer quantizer, double level, double formula) {
        if (ratio(quantizer, 1).lower() > 1 + level) {
            return 1;
        }
        long low = Math.max(1, (long) (formula / 4));
        long high = (long) (2 * formula) + 2;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (ratio(quantizer, middle).lower() > 1 + level) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return ratio(quantizer, high - 1).upper() <= 1 + level ? high : 0;
    }

    private static Interval ratio(Quantizer quantizer, long index) {
        double[] lambda = {1.0 / ((double) index * index)};
        return QuantizedSpectrum.of(GaussianProblem.of(lambda, new double[1], 0), quantizer)
                .ratios()
                .get(0);
    }
}

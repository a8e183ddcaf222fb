package org.roundproof.theory;

import java.util.Arrays;
import java.util.List;

/**
 * Joint moments of (x, x̃) for x ~ N(0, λ) and x̃ = Q(x), Q odd and given in pieces:
 *
 * <pre>E[x^i x̃^k] = 2 Σ_pieces ∫_from^to x^i E[x̃^k|x] φ(x/σ)/σ dx,   i + k even, σ² = λ.</pre>
 *
 * <p>Each piece is cut into panels of at most σ/2 and integrated by Gauss–Legendre, so nothing cancels, whether a cell is much
 * narrower or much wider than σ. Every result carries a bound of its error: the rule's own ({@link GaussLegendre}, with the
 * ellipse that reaches 2σ from the panel), rounding (a running bound), and the tail beyond 38σ, where |Q(x)| ≤ min(M, 2|x| + h).
 *
 * <p>Derivation of the bounds: proofs-notes/product-design.md.
 */
final class GaussianPartialMoments {
    /** Beyond this many σ the density is below 1e-313. */
    static final double TAIL = 38;

    static final double PANEL = 0.5;
    static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);
    static final double UNIT = 0x1p-53;

    /** Moments (i, k) of a coordinate in this order. */
    private static final int[][] COORDINATE = {{1, 1}, {0, 2}, {0, 4}, {1, 3}, {2, 2}};

    private static final int[][] THIRD = {{3, 1}};

    private final double sigma;
    private final int[][] powers;
    private final double[] sums;
    private final double[] corrections;
    private final double[] errors;
    private final double[] panel;
    private final double[] conditional = new double[5];

    private GaussianPartialMoments(double sigma, int[][] powers) {
        this.sigma = sigma;
        this.powers = powers;
        sums = new double[powers.length];
        corrections = new double[powers.length];
        errors = new double[powers.length];
        panel = new double[powers.length];
    }

    /** c11, m2, m4, c13, c22 of one coordinate. */
    static CoordinateMoments<Interval> of(List<QuantizerPiece> pieces, double lambda, double optimum) {
        Interval[] moments = moments(pieces, lambda, COORDINATE);
        return new CoordinateMoments<>(
                Interval.of(lambda), Interval.of(optimum), moments[0], moments[1], moments[2], moments[3], moments[4]);
    }

    /** E[x³ x̃]. */
    static Interval third(List<QuantizerPiece> pieces, double lambda) {
        return moments(pieces, lambda, THIRD)[0];
    }

    private static Interval[] moments(List<QuantizerPiece> pieces, double lambda, int[][] powers) {
        GaussianPartialMoments integral = new GaussianPartialMoments(Math.sqrt(lambda), powers);
        for (QuantizerPiece piece : pieces) {
            if (!integral.add(piece)) {
                break;
            }
        }
        double limit = pieces.get(pieces.size() - 1).top();
        double first = 0; // the least positive value
        for (int i = 0; first == 0 && i < pieces.size(); i++) {
            first = pieces.get(i).top();
        }
        return integral.results(limit, 2 * first);
    }

    /** Adds one piece; false when it and all later ones lie in the tail. */
    private boolean add(QuantizerPiece piece) {
        double from = piece.from() / sigma;
        double to = Math.min(TAIL, piece.to() / sigma);
        if (!(from < TAIL)) {
            return false;
        }
        int panels = (int) Math.max(1, Math.ceil((to - from) / PANEL));
        double width = (to - from) / panels;
        for (int p = 0; p < panels; p++) {
            double left = from + p * width;
            addPanel(piece, left + 0.5 * width, 0.5 * width);
        }
        return true;
    }

    private void addPanel(QuantizerPiece piece, double centre, double half) {
        if (half == 0) {
            return;
        }
        double rho = 4 / half;
        GaussLegendre rule = GaussLegendre.of(points(rho));
        Arrays.fill(panel, 0);
        double top = piece.top();
        for (int j = 0; j < rule.points(); j++) {
            double z = centre + half * rule.node(j);
            double x = sigma * z;
            double density = rule.weight(j) * half * DENSITY * Math.exp(-0.5 * z * z);
            double unit = density * (64 + 16 * z * z) * UNIT;
            piece.moments(x, conditional);
            for (int m = 0; m < powers.length; m++) {
                double power = power(x, powers[m][0]);
                double moment = conditional[powers[m][1]];
                panel[m] += density * power * moment;
                errors[m] += unit * power * (Math.abs(moment) + x * power(top, powers[m][1] - 1));
            }
        }
        double ratio = truncation(rho, rule.points()) * half * nearbyDensity(centre);
        double reach = sigma * (centre + 2.3);
        for (int m = 0; m < powers.length; m++) {
            addCompensated(m, panel[m]);
            errors[m] += ratio * power(reach, powers[m][0]) * power(top, powers[m][1]);
        }
    }

    /** Least n with 2(1+ρ)²ρ^(−2n) at most 2^−64 or so. */
    static int points(double rho) {
        double bits = Math.getExponent(rho);
        int n = (int) Math.ceil((66 + 2 * (bits + 1)) / (2 * bits));
        return Math.max(3, Math.min(GaussLegendre.MAX_POINTS, n));
    }

    // (64/15)·2(1+ρ)²·ρ^(−2n)/(1 − ρ^(−2)): on the ellipse the probabilities sum to at most 2(1+ρ)² in modulus
    private static double truncation(double rho, int points) {
        return 2 * (1 + rho) * (1 + rho) * remainder(rho, points);
    }

    /** (64/15)·ρ^(−2n)/(1 − ρ^(−2)), rounded up: {@link GaussLegendre}'s error of an integrand that is at most 1 on the ellipse. */
    static double remainder(double rho, int points) {
        return 64.0 / 15 * Math.pow(rho, -2 * points) / (1 - 1 / (rho * rho)) * 1.001;
    }

    // |φ(x+iy)| ≤ e^(y²/2) φ(x), |y| ≤ 2, x at least centre − 2.3
    static double nearbyDensity(double centre) {
        double nearest = Math.max(0, centre - 2.3);
        return DENSITY * Math.exp(2 - 0.5 * nearest * nearest);
    }

    /** Neumaier's compensated sum. */
    private void addCompensated(int m, double term) {
        double sum = sums[m] + term;
        corrections[m] += Math.abs(sums[m]) >= Math.abs(term) ? (sums[m] - sum) + term : (term - sum) + sums[m];
        sums[m] = sum;
    }

    private Interval[] results(double limit, double gap) {
        Interval[] moments = new Interval[powers.length];
        for (int m = 0; m < powers.length; m++) {
            double value = 2 * (sums[m] + corrections[m]);
            int k = powers[m][1];
            double image = Math.min(power(limit, k), power(sigma, k) + power(gap, k));
            double tail = 1e-300 * power(sigma, powers[m][0]) * image;
            Interval moment = Interval.around(value, 2 * errors[m] * 1.001 + tail);
            moments[m] = k % 2 == 0 ? new Interval(Math.max(0, moment.lower()), moment.upper()) : moment;
        }
        return moments;
    }

    private static double power(double x, int exponent) {
        double result = 1;
        for (int k = 0; k < exponent; k++) {
            result *= x;
        }
        return result;
    }
}

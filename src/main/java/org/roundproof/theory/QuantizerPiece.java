package org.roundproof.theory;

/**
 * A stretch [from, to] of magnitudes x ≥ 0 on which the conditional moments E[Q(x)^k | x] are polynomials in x of degree at
 * most two.
 */
sealed interface QuantizerPiece {
    /** Where it starts. */
    double from();

    /** Where it ends, perhaps +∞ (then Q is constant on it). */
    double to();

    /** Largest magnitude that Q takes on it. */
    double top();

    /** Puts E[Q(x)^k | x], k = 1 … 4, into {@code moments[1 … 4]}. */
    void moments(double x, double[] moments);

    /**
     * Q is {@code low} with probability 1 − {@code away} and {@code high} with probability {@code away}.
     *
     * @param away probability of {@code high}; 0 for deterministic roundings
     */
    record Fixed(double from, double to, double low, double high, double away) implements QuantizerPiece {
        @Override
        public double top() {
            return high;
        }

        @Override
        public void moments(double x, double[] moments) {
            mix(low, high, away, moments);
        }
    }

    /** Stochastic rounding: {@code to} with probability (x − from)/(to − from), otherwise {@code from}. */
    record Linear(double from, double to) implements QuantizerPiece {
        @Override
        public double top() {
            return to;
        }

        @Override
        public void moments(double x, double[] moments) {
            mix(from, to, (x - from) / (to - from), moments);
        }
    }

    /**
     * TPDF dither about the grid point nΔ, |x − nΔ| ≤ Δ/2: with r = x/Δ − n the probabilities of n − 1, n, n + 1 are
     * (½−r)²/2, ¾−r², (½+r)²/2; results are clamped to ±limit.
     *
     * @param index n ≥ 0
     * @param step Δ
     * @param limit greatest value of the grid
     */
    record Triangular(long index, double step, double limit) implements QuantizerPiece {
        @Override
        public double from() {
            return Math.max(0, (index - 0.5) * step);
        }

        @Override
        public double to() {
            return (index + 0.5) * step;
        }

        @Override
        public double top() {
            return Math.min(limit, (index + 1) * step);
        }

        @Override
        public void moments(double x, double[] moments) {
            double r = x / step - index;
            double below = 0.5 * (0.5 - r) * (0.5 - r);
            double above = 0.5 * (0.5 + r) * (0.5 + r);
            double at = 0.75 - r * r;
            double low = clamp((index - 1) * step);
            double middle = clamp(index * step);
            double high = clamp((index + 1) * step);
            double a = below;
            double b = at;
            double c = above;
            for (int k = 1; k <= 4; k++) {
                a *= low;
                b *= middle;
                c *= high;
                moments[k] = a + b + c;
            }
        }

        private double clamp(double value) {
            return Math.max(-limit, Math.min(limit, value));
        }
    }

    private static void mix(double low, double high, double away, double[] moments) {
        double a = 1 - away;
        double b = away;
        for (int k = 1; k <= 4; k++) {
            a *= low;
            b *= high;
            moments[k] = a + b;
        }
    }
}

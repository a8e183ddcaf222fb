package org.roundproof.theory;

/**
 * Stochastic rounding of x ~ N(0, λ) to the multiples of h: E Q(x)² = λ + h² ψ(λ/h²) with
 *
 * <pre>ψ(t) = 1/6 − π⁻² Σ_{k≥1} k⁻² e^(−2π²k²t),   ψ(t) = √(2t/π) − t + O(√t e^(−1/2t)) for small t.</pre>
 *
 * <p>A float with subnormal numbers, the smallest of them h, lifts λ by at least as much. Proof: proofs-notes/range.md, section 1.
 */
public final class SubnormalLift {
    /** Below it the expansion at 0 is used, whose error there is below 1e-20. */
    private static final double SMALL = 0.01;

    private SubnormalLift() {}

    /** ψ(t) to about 1e-16, t ≥ 0. */
    public static double psi(double t) {
        if (t < SMALL) {
            return Math.sqrt(2 * t / Math.PI) - t;
        }
        double sum = 0;
        for (int k = 1; k <= 16; k++) {
            sum += Math.exp(-2 * Math.PI * Math.PI * k * k * t) / (k * k);
        }
        return 1.0 / 6 - sum / (Math.PI * Math.PI);
    }

    /**
     * The t with ψ(t) = τ t: the relative lift ψ(t)/t falls with t from ∞ to 0.
     *
     * @param level τ &gt; 0
     */
    public static double solve(double level) {
        double low = 0;
        double high = 1 / (6 * level) + 1;
        while (true) {
            double middle = low + 0.5 * (high - low);
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (psi(middle) > level * middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}

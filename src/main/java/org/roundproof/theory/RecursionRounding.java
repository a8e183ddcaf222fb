package org.roundproof.theory;

/**
 * Bounds of the distance between a run of {@link PrimitivePopulationRecursion} and the exact moments, carried beside the run.
 * With hats for what is computed,
 *
 * <pre>
 * ‖μ̂ − μ‖ ≤ ε        ε' = rε + (rounding of μ's step)
 * −ηX ≼ Ŝ − S ≼ ηX    η' = ρη + ( influence·ε + (rounding of S's step) )/λ_min(X)
 * ‖Ĉ − C‖₂ ≤ f        f' = r(f + η‖X‖) + γ‖c‖a + (rounding)
 * ‖Â − A‖ ≤ a         a' = a + ε + u‖Â‖
 * ‖Σ̂ − Σ‖₂ ≤ q        q' = q + η‖X‖ + 2f + (rounding)
 * </pre>
 *
 * <p>All are sums of products of nonnegative doubles with at most 64N + d² + 2n roundings on any path, so that a factor of 1 +
 * 2⁻¹⁰ at the end pays for them where N and d are at most 2²⁰. Proof: {@code proofs-notes/finite-population.md}, section 10.
 */
final class RecursionRounding implements PrimitivePopulationRecursion.Observer {
    private static final double U = CompensatedDot.UNIT_ROUNDOFF;
    private static final double OWN_ROUNDING = 1 + 0x1p-10;

    /** More steps or coordinates than the factor pays for. */
    private static final int LARGEST = 1 << 20;

    private final StepCertificate certificate;
    private final StepRounding rounding;
    private double mean;
    private double second;
    private double cross;
    private double sum;
    private double squares;
    private int steps;

    private double meanNorm;
    private double secondNorm;
    private double crossNorm;

    RecursionRounding(StepCertificate certificate, StepRounding rounding) {
        this.certificate = certificate;
        this.rounding = rounding;
    }

    @Override
    public void see(double[] mu, double[] s) {
        if (steps > 0) {
            advance();
        }
        steps++;
        meanNorm = StepRounding.norm(mu);
        secondNorm = StepRounding.norm(s);
    }

    /** ε and η of the state after the step whose input was seen last. */
    private void advance() {
        second = certificate.growth() * second
                + (rounding.influence() * mean + rounding.second(meanNorm, secondNorm)) / certificate.floor();
        mean = certificate.contraction() * mean + rounding.mean(meanNorm);
    }

    @Override
    public void accumulated(double[] sums, double[] crosses, double[] squareSums) {
        double state = second * certificate.norm();
        double sumNorm = StepRounding.norm(sums);
        double next = StepRounding.norm(crosses);
        squares += state + 2 * cross + U * (2 * StepRounding.norm(squareSums) + 2 * secondNorm + 4 * crossNorm);
        sum += mean + U * sumNorm;
        cross = certificate.contraction() * (cross + state)
                + rounding.crossInfluence() * sum
                + rounding.cross(crossNorm + secondNorm, next, sumNorm);
        crossNorm = next;
    }

    /**
     * Radii of the moments that the run reported.
     *
     * @param mean bound of the error of E w in the Euclidean norm
     * @param second bound of the error of E[wwᵀ] in the spectral norm
     */
    record Radii(double mean, double second) {
        /** Of moments that are what they are taken for. */
        static final Radii NONE = new Radii(0, 0);
    }

    private static final Radii UNKNOWN = new Radii(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Radii of the state that was seen last. */
    Radii state() {
        return covered() ? radii() : UNKNOWN;
    }

    private Radii radii() {
        return new Radii(mean * OWN_ROUNDING, second * certificate.norm() * OWN_ROUNDING);
    }

    private boolean covered() {
        return steps <= LARGEST && certificate.floor() > 0;
    }

    /**
     * The radii at the end of the run.
     *
     * @param window steps that were averaged; 0 for the last iterate
     * @param reported what the run returned
     */
    Radii radii(int window, IterateMoments<Double> reported) {
        if (!covered() || reported.mean().rows() > LARGEST) {
            return UNKNOWN;
        }
        if (window == 0) {
            advance();
            return radii();
        }
        double length = window;
        double first = sum / length + 2 * U * StepRounding.norm(reported.mean());
        double square = squares / (length * length) + 4 * U * StepRounding.norm(reported.second());
        return new Radii(first * OWN_ROUNDING, square * OWN_ROUNDING);
    }
}

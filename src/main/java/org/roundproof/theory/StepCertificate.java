package org.roundproof.theory;

import java.util.List;
import org.roundproof.sgd.SgdConfiguration;

/**
 * What one step does to errors of its two moments, proven: for symmetric E with −ηX ≼ E ≼ ηX the linear part L of the second
 * moments' step gives −ρηX ≼ L(E) ≼ ρηX, because L keeps the cone of semidefinite matrices and L(X) ≼ ρX; and an error of the
 * first moments shrinks or grows by at most ‖I − γH_q‖₂ ≤ r. Proof: {@code proofs-notes/finite-population.md}, section 10.
 *
 * @param growth ρ
 * @param floor a lower bound of λ_min(X), positive
 * @param norm an upper bound of ‖X‖₂
 * @param contraction r
 */
record StepCertificate(double growth, double floor, double norm, double contraction) {
    /** Power iteration for X is worth its time up to here. */
    private static final int SEARCHED_DIMENSION = 32;

    /**
     * The certificate with the smallest growth: X = I, or the X of the power iteration where I grows.
     *
     * @param covariance H_q as a set
     * @param moments of the population, in double
     * @param recursion of the same moments
     * @param laws of the targets that depend on the state
     * @param configuration B, γ and N
     */
    static StepCertificate of(
            BallMatrix covariance,
            PopulationMoments<Double> moments,
            PrimitivePopulationRecursion recursion,
            StepLaws laws,
            SgdConfiguration configuration) {
        int d = covariance.dimension();
        FourthMomentBall fourth = new FourthMomentBall(moments);
        double contraction = contraction(covariance, configuration.stepSize());
        double[] identity = new double[d * d];
        for (int i = 0; i < d; i++) {
            identity[i * d + i] = 1;
        }
        StepCertificate plain = of(identity, covariance, fourth, laws, configuration, contraction);
        if (plain.growth <= 1 || d > SEARCHED_DIMENSION) {
            return plain;
        }
        double[] limit = PopulationThreshold.symmetrized(
                PopulationStability.limit(recursion, laws, configuration.batch())
                        .matrix(),
                d);
        StepCertificate found = of(limit, covariance, fourth, laws, configuration, contraction);
        return found.cost(configuration.steps()) < plain.cost(configuration.steps()) ? found : plain;
    }

    /** log( ρ^N ‖X‖/λ_min(X) ). */
    private double cost(int steps) {
        return floor > 0 ? steps * Math.log(growth) + Math.log(norm / floor) : Double.POSITIVE_INFINITY;
    }

    /** ‖I − γH_q‖₂ for H_q ≽ 0. */
    private static double contraction(BallMatrix covariance, double gamma) {
        List<Interval> spectrum = EigenvalueEnclosure.of(covariance.symmetric());
        double least = Math.max(0, spectrum.get(spectrum.size() - 1).lower());
        return Math.max(
                Math.nextUp(1 - Math.nextDown(gamma * least)),
                Math.nextUp(Math.nextUp(gamma * spectrum.get(0).upper()) - 1));
    }

    /** L(X) − X = γ²Q(X) − γ(H_qX + XH_q) ≼ κI; then ρ = 1 + κ/λ_min(X) for κ > 0, 1 + κ/‖X‖ otherwise. */
    private static StepCertificate of(
            double[] x,
            BallMatrix covariance,
            FourthMomentBall fourth,
            StepLaws laws,
            SgdConfiguration configuration,
            double contraction) {
        int d = covariance.dimension();
        List<Interval> size = EigenvalueEnclosure.of(SymmetricEnclosure.of(x, d));
        double floor = size.get(d - 1).lower();
        double norm = size.get(0).upper();
        IntervalField field = IntervalField.INSTANCE;
        Interval gamma = Interval.of(configuration.stepSize());
        BallMatrix half = covariance.times(BallMatrix.of(x, d));
        BallMatrix drift = half.plus(Interval.of(1.0), half.transpose());
        BallMatrix p = FourthMomentBall.parameter(
                x, d, laws.parameter().beta(), laws.parameter().shared());
        BallMatrix noise = PopulationThreshold.noise(covariance, fourth.of(p), p, laws, configuration.batch());
        BallMatrix change = BallMatrix.of(new double[d * d], d)
                .plus(field.multiply(gamma, gamma), noise)
                .plus(field.subtract(Interval.ZERO, gamma), drift);
        double most = EigenvalueEnclosure.of(change.symmetric()).get(0).upper();
        double relative = Math.nextUp(most / (most > 0 ? floor : norm));
        return new StepCertificate(Math.nextUp(1 + relative), floor, norm, contraction);
    }
}

package org.roundproof.theory;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceLaw;

/**
 * A rigorous enclosure of the stability threshold γ* of a finite population, in any dimension.
 *
 * <p>With A and Q of {@link PopulationStability} and any X ≻ 0: A(X) ≻ γQ(X) proves γ &lt; γ*, and γQ(X) ≽ A(X) proves γ ≥ γ*
 * (Collatz and Wielandt, on the cone of semidefinite matrices). Any nonsingular W may be applied from both sides, so
 *
 * <pre>λ_min(WᵀA(X)W)/λ_max(WᵀQ(X)W) ≤ γ* ≤ λ_max(WᵀA(X)W)/λ_min(WᵀQ(X)W).</pre>
 *
 * <p>X comes from power iteration and W from Q(X) ≈ (WWᵀ)⁻¹, both in double; how good they are decides the width alone. Proof:
 * {@code proofs-notes/claims/RP-20.md}.
 */
public final class PopulationThreshold {
    private static final Interval NOTHING = new Interval(0, Double.POSITIVE_INFINITY);

    private PopulationThreshold() {}

    /**
     * An interval that holds γ*; [0, ∞] where H_q is not proved regular.
     *
     * @param rows the population
     * @param data operator of the features
     * @param laws variance laws of the targets that depend on the state
     * @param batch B
     */
    public static Interval of(FinitePopulation rows, Operator data, StepLaws laws, int batch) {
        Identity none = new Identity();
        PopulationMoments<Double> moments = QuantizedPopulation.of(DoubleField.INSTANCE, rows, data, none);
        SplitMatrix precise =
                PopulationCovariance.of(QuantizedPopulation.secondOrder(IntervalField.INSTANCE, rows, data));
        BallMatrix covariance = precise.ball();
        List<Interval> spectrum = EigenvalueEnclosure.of(precise);
        if (!(spectrum.get(spectrum.size() - 1).lower() > 0)) {
            return NOTHING;
        }
        PopulationStability.Limit limit =
                PopulationStability.limit(new PrimitivePopulationRecursion(moments), laws, batch);
        return enclosure(
                covariance, new FourthMomentBall(moments), laws, batch, symmetrized(limit.matrix(), rows.dimension()));
    }

    static double[] symmetrized(double[] matrix, int d) {
        double[] result = matrix.clone();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                result[i * d + j] = result[j * d + i];
            }
        }
        return result;
    }

    private static Interval enclosure(
            BallMatrix covariance, FourthMomentBall fourth, StepLaws laws, int batch, double[] x) {
        int d = covariance.dimension();
        BallMatrix half = covariance.times(BallMatrix.of(x, d));
        BallMatrix drift = half.plus(Interval.of(1.0), half.transpose());
        BallMatrix p = FourthMomentBall.parameter(
                x, d, laws.parameter().beta(), laws.parameter().shared());
        BallMatrix noise = noise(covariance, fourth.of(p), p, laws, batch);
        double[] basis = inverseFactor(noise.centre(), d);
        if (basis.length == 0) {
            return NOTHING;
        }
        BallMatrix w = BallMatrix.of(basis, d);
        List<Interval> a =
                EigenvalueEnclosure.of(w.transpose().times(drift).times(w).symmetric());
        List<Interval> q =
                EigenvalueEnclosure.of(w.transpose().times(noise).times(w).symmetric());
        Interval leastA = a.get(d - 1);
        Interval leastQ = q.get(d - 1);
        if (!(leastA.lower() > 0 && leastQ.lower() > 0)) {
            return NOTHING;
        }
        return new Interval(
                Math.nextDown(leastA.lower() / q.get(0).upper()),
                Math.nextUp(a.get(0).upper() / leastQ.lower()));
    }

    /** Q(X) = (1+β_o)(1+β_a)/B · T(P) + (1−1/B)(1+[o]β_o)(1+[a]β_a) H_qPH_q. */
    static BallMatrix noise(BallMatrix covariance, BallMatrix sameRow, BallMatrix p, StepLaws laws, int batch) {
        IntervalField field = IntervalField.INSTANCE;
        BigFraction inverse = BigFraction.of(1, batch);
        BigFraction own = laws.activation()
                .beta()
                .add(1)
                .multiply(laws.gradient().beta().add(1))
                .multiply(inverse);
        BigFraction between =
                shared(laws.activation()).multiply(shared(laws.gradient())).multiply(BigFraction.ONE.subtract(inverse));
        int d = covariance.dimension();
        BallMatrix sum = BallMatrix.of(new double[d * d], d).plus(field.of(own), sameRow);
        return between.signum() == 0
                ? sum
                : sum.plus(field.of(between), covariance.times(p).times(covariance));
    }

    private static BigFraction shared(VarianceLaw law) {
        return law.shared() ? law.beta().add(1) : BigFraction.ONE;
    }

    /** W with WᵀMW ≈ I; empty where M is not positive definite in double. */
    private static double[] inverseFactor(double[] matrix, int d) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
        double[] symmetric = matrix.clone();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                symmetric[i * d + j] = symmetric[j * d + i];
            }
        }
        eigen.decompose(new DMatrixRMaj(d, d, true, symmetric));
        double[] w = new double[d * d];
        for (int k = 0; k < d; k++) {
            double value = eigen.getEigenvalue(k).getReal();
            if (!(value > 0)) {
                return new double[0];
            }
            for (int i = 0; i < d; i++) {
                w[i * d + k] = eigen.getEigenVector(k).get(i) / Math.sqrt(value);
            }
        }
        return w;
    }
}

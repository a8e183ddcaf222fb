package org.roundproof.theory;

import java.util.Arrays;
import java.util.Locale;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;

/**
 * A rotated Gaussian design x = R·diag(√λ)·z, for the R and λ that the problem holds: H = R·diag(λ)·Rᵀ, and
 *
 * <pre>
 * additive                    H_q = H + εI
 * multiplicative, shared      H_q = (1+ε) H
 * multiplicative, elementwise H_q = H + ε diag H
 * unbiased true quantizer     H_q = H off the diagonal, E Q(x_i)² on it; saturation widens the enclosure, or is refused
 * </pre>
 */
final class RotatedSpectrum {
    /** Saturation may change H_q by this much of the least eigenvalue, so that w_q* and its risk still say something. */
    private static final double NEGLIGIBLE = 1e-9;

    private final GaussianProblem problem;
    private final int d;
    private final double[] rotation;
    private final FieldMatrix<Interval> covariance;

    private RotatedSpectrum(GaussianProblem problem) {
        this.problem = problem;
        this.d = problem.dimension();
        this.rotation = problem.rotation().orElseThrow();
        this.covariance = covariance();
    }

    static QuantizedSpectrum of(GaussianProblem problem, Operator data) throws UncoveredException {
        RotatedSpectrum design = new RotatedSpectrum(problem);
        SymmetricEnclosure h = SymmetricEnclosure.of(design.covariance);
        SymmetricEnclosure hq = design.quantized(data);
        double[] optimum = problem.optimum();
        double[] correlation = new double[design.d];
        for (int i = 0; i < design.d; i++) {
            for (int j = 0; j < design.d; j++) {
                correlation[i] += h.centre()[i * design.d + j] * optimum[j];
            }
        }
        return DenseSpectrum.of(h, hq, correlation, optimum);
    }

    /**
     * H_ij = Σ_k R_ik λ_k R_jk, each λ_k R_jk rounded once: off by at most u Σ_k |R_ik λ_k R_jk| ≤ u √(H_ii H_jj), and by the
     * error of the dot product.
     */
    private FieldMatrix<Interval> covariance() {
        double[] lambda = problem.eigenvalues();
        double[] scaled = new double[d * d];
        double[] deviation = new double[d];
        for (int j = 0; j < d; j++) {
            double sum = 0;
            for (int k = 0; k < d; k++) {
                scaled[j * d + k] = lambda[k] * rotation[j * d + k];
                sum += scaled[j * d + k] * rotation[j * d + k];
            }
            deviation[j] = Math.sqrt(sum) * (1 + d * 0x1p-52);
        }
        return FieldMatrix.of(IntervalField.INSTANCE, d, d, (i, j) -> {
            int row = Math.max(i, j);
            int column = Math.min(i, j);
            double entry = CompensatedDot.of(0.0, rotation, row * d, 1, scaled, column * d, 1, d);
            double magnitude = deviation[row] * deviation[column];
            double error = CompensatedDot.error(entry, magnitude * (1 + 0x1p-40), d)
                    + magnitude * CompensatedDot.UNIT_ROUNDOFF * (1 + 0x1p-40);
            return Interval.around(entry, error);
        });
    }

    private SymmetricEnclosure quantized(Operator data) throws UncoveredException {
        IntervalField field = IntervalField.INSTANCE;
        if (data instanceof Identity) {
            return SymmetricEnclosure.of(covariance);
        } else if (data instanceof AdditiveModel model) {
            return withDiagonal(i -> field.add(covariance.get(i, i), Interval.of(model.epsilon())));
        } else if (data instanceof MultiplicativeModel model) {
            Interval factor = field.add(Interval.of(1.0), Interval.of(model.epsilon()));
            return model.shared()
                    ? SymmetricEnclosure.of(covariance.times(factor))
                    : withDiagonal(i -> field.multiply(covariance.get(i, i), factor));
        } else if (data instanceof Quantizer quantizer && quantizer.unbiased()) {
            return unbiased(quantizer);
        }
        throw new UncoveredException("no second moments are known for the biased data operator " + data.expression()
                + " on a rotated design; use an unbiased one, or leave the rotation out");
    }

    /** The diagonal entry i of H_q. */
    @FunctionalInterface
    private interface Diagonal {
        Interval at(int i);
    }

    private SymmetricEnclosure withDiagonal(Diagonal diagonal) {
        return SymmetricEnclosure.of(
                FieldMatrix.of(IntervalField.INSTANCE, d, d, (i, j) -> i == j ? diagonal.at(i) : covariance.get(i, j)));
    }

    /**
     * E Q(x_i)² is increasing in the variance (E[Q²|x] is increasing in |x|), so its values at the two ends of H_ii enclose
     * it.
     */
    private SymmetricEnclosure unbiased(Quantizer quantizer) throws UncoveredException {
        if (quantizer.overflow() != Overflow.SAT_FINITE) {
            throw new UncoveredException(
                    quantizer.expression() + " has no second moments on Gaussian data, which overflow; use sat-finite");
        }
        double[] lower = new double[d];
        double[] upper = new double[d];
        for (int i = 0; i < d; i++) {
            lower[i] = covariance.get(i, i).lower();
            upper[i] = covariance.get(i, i).upper();
        }
        ProductMoments<Interval> below = moments(lower, quantizer);
        ProductMoments<Interval> above = moments(upper, quantizer);
        SymmetricEnclosure unsaturated = withDiagonal(i ->
                below.coordinates().get(i).m2().hull(above.coordinates().get(i).m2()));
        double radius = saturation(quantizer.unsaturatedMagnitude(), upper);
        for (double variance : upper) {
            radius += RangeChange.of(quantizer, variance).second();
        }
        double least = Arrays.stream(problem.eigenvalues()).min().orElse(0);
        if (!(radius <= NEGLIGIBLE * least)) {
            throw new UncoveredException(String.format(
                    Locale.ROOT,
                    "features saturate under %s on a rotated design: its second moments are only known to %.2g, more than"
                            + " 1e-9 of the least eigenvalue; use a wider range, or leave the rotation out",
                    quantizer.expression(),
                    radius));
        }
        return unsaturated.widened(radius);
    }

    private static ProductMoments<Interval> moments(double[] variances, Operator data) throws UncoveredException {
        return DataMoments.of(GaussianProblem.of(variances, new double[variances.length], 0.0), data)
                .enclosures();
    }

    /**
     * Off the diagonal H_q holds E[g(x_i)g(x_j)], g(x) = E[Q(x)|x] = x − t(x) with |t| ≤ |x| beyond the unsaturated
     * magnitude M and t = 0 within. By Cauchy and Schwarz the difference to H is at most 2√(tr H · T) + T in the Frobenius
     * norm, T = Σ_i E t(x_i)² ≤ Σ_i 2h_i (aφ(a) + Q(a)), a = M/√h_i, Q(a) ≤ φ(a)/a.
     */
    private static double saturation(double magnitude, double[] variances) {
        double tails = 0;
        for (double h : variances) {
            double a = magnitude / Math.sqrt(h) * (1 - 0x1p-50);
            double density = 0.4 * StrictMath.exp(-a * a / 2 * (1 - 0x1p-50));
            tails += a > 0 ? Math.min(h, 2 * h * density * (a + 1 / a)) : h;
        }
        double trace = Arrays.stream(variances).sum();
        return (2 * Math.sqrt(trace * tails) + tails) * (1 + variances.length * 0x1p-50);
    }
}

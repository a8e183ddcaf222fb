package org.roundproof.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;

/**
 * A rotated Gaussian design x = R·diag(√λ)·z, for the R and λ that the problem holds: H = R·diag(λ)·Rᵀ, and
 *
 * <pre>
 * additive                    H_q = H + εI
 * multiplicative, shared      H_q = (1+ε) H
 * multiplicative, elementwise H_q = H + ε diag H
 * unbiased true quantizer     H_q = H off the diagonal, E Q(x_i)² on it, for stochastic rounding H_ii + E V(x_i); saturation widens the
 *                             enclosure, or is refused
 * </pre>
 */
final class RotatedSpectrum {
    /** Saturation may change H_q by this much of the least eigenvalue, so that w_q* and its risk still say something. */
    private static final double NEGLIGIBLE = 1e-9;

    private final GaussianProblem problem;
    private final int d;
    private final SplitMatrix covariance;

    private RotatedSpectrum(GaussianProblem problem) {
        this.problem = problem;
        this.d = problem.dimension();
        this.covariance = RotatedCovariance.of(problem);
    }

    static QuantizedSpectrum of(GaussianProblem problem, Operator data) throws UncoveredException {
        RotatedSpectrum design = new RotatedSpectrum(problem);
        Quantized quantized = design.quantized(data);
        return new DenseSpectrum(design.covariance, quantized.covariance())
                .gaussian(problem.optimum(), quantized.bias());
    }

    /** H_ii. */
    private Interval variance(int i) {
        return covariance.entry(i, i);
    }

    /**
     * The quantized features.
     *
     * @param covariance H_q
     * @param bias an upper bound of (E‖E[x̃|x] − x‖²)^½: 0 but for saturation
     */
    private record Quantized(SplitMatrix covariance, double bias) {}

    private Quantized quantized(Operator data) throws UncoveredException {
        return data instanceof Quantizer quantizer && quantizer.unbiased()
                ? unbiased(quantizer)
                : new Quantized(ideal(data), 0);
    }

    private SplitMatrix ideal(Operator data) throws UncoveredException {
        IntervalField field = IntervalField.INSTANCE;
        if (data instanceof Identity) {
            return covariance;
        } else if (data instanceof AdditiveModel model) {
            return covariance.plusDiagonal(i -> Interval.of(model.epsilon()));
        } else if (data instanceof MultiplicativeModel model) {
            Interval epsilon = Interval.of(model.epsilon());
            return model.shared()
                    ? scaled(model.epsilon())
                    : covariance.plusDiagonal(i -> field.multiply(variance(i), epsilon));
        }
        throw new UncoveredException("no second moments are known for the biased data operator " + data.expression()
                + " on a rotated design; use an unbiased one, or leave the rotation out");
    }

    /** (1+ε)H. */
    private SplitMatrix scaled(double epsilon) {
        double middle = 1 + epsilon;
        double back = middle - 1;
        return covariance.times(middle, (1 - (middle - back)) + (epsilon - back));
    }

    private Quantized unbiased(Quantizer quantizer) throws UncoveredException {
        if (quantizer.overflow() != Overflow.SAT_FINITE) {
            throw new UncoveredException(
                    quantizer.expression() + " has no second moments on Gaussian data, which overflow; use sat-finite");
        }
        double[] upper = new double[d];
        Arrays.setAll(upper, i -> variance(i).upper());
        boolean cells = quantizer.rounding() instanceof Rounding.Stochastic && QuantizerPieces.enumerable(quantizer);
        SplitMatrix unsaturated = cells ? rounded(quantizer) : enclosed(quantizer);
        double tails = tails(quantizer.unsaturatedMagnitude(), upper);
        double changes = 0;
        for (double variance : upper) {
            changes += RangeChange.of(quantizer, variance).second();
        }
        // of a feature beyond the range E Q² is less than E[V + x²], by at most E[x²; |x| > M]
        double radius = cross(tails, upper) + changes + (cells ? tails : 0);
        double least = Arrays.stream(problem.eigenvalues()).min().orElse(0);
        if (!(radius <= NEGLIGIBLE * least)) {
            throw new UncoveredException(String.format(
                    Locale.ROOT,
                    "features saturate under %s on a rotated design: its second moments are only known to %.2g, more than"
                            + " 1e-9 of the least eigenvalue; use a wider range, or leave the rotation out",
                    quantizer.expression(),
                    radius));
        }
        double bias = (Math.sqrt(tails) + Math.sqrt(changes)) * (1 + 0x1p-40);
        return new Quantized(unsaturated.widened(radius), bias);
    }

    /** Stochastic rounding: E Q(x_i)² = H_ii + E V(x_i), each part as well known as it can be. */
    private SplitMatrix rounded(Quantizer quantizer) {
        List<QuantizerPiece> pieces = QuantizerPieces.of(quantizer);
        List<Interval> variances = IntStream.range(0, d)
                .parallel()
                .mapToObj(i -> StochasticVariance.of(pieces, variance(i)))
                .toList();
        return covariance.plusDiagonal(variances::get);
    }

    /**
     * E Q(x_i)² is increasing in the variance (E[Q²|x] is increasing in |x|), so its values at the two ends of H_ii enclose
     * it.
     */
    private SplitMatrix enclosed(Quantizer quantizer) throws UncoveredException {
        double[] lower = new double[d];
        double[] upper = new double[d];
        for (int i = 0; i < d; i++) {
            lower[i] = variance(i).lower();
            upper[i] = variance(i).upper();
        }
        ProductMoments<Interval> below = moments(lower, quantizer);
        ProductMoments<Interval> above = moments(upper, quantizer);
        return covariance.withDiagonal(i ->
                below.coordinates().get(i).m2().hull(above.coordinates().get(i).m2()));
    }

    private static ProductMoments<Interval> moments(double[] variances, Operator data) throws UncoveredException {
        return DataMoments.of(GaussianProblem.of(variances, new double[variances.length], 0.0), data)
                .enclosures();
    }

    /** T = Σ_i E t(x_i)², x − t(x) = E[Q(x)|x]: at most Σ_i 2h_i (aφ(a) + Q(a)), a = M/√h_i, Q(a) ≤ φ(a)/a. */
    private static double tails(double magnitude, double[] variances) {
        double tails = 0;
        for (double h : variances) {
            double a = magnitude / Math.sqrt(h) * (1 - 0x1p-50);
            double density = 0.4 * StrictMath.exp(-a * a / 2 * (1 - 0x1p-50));
            tails += a > 0 ? Math.min(h, 2 * h * density * (a + 1 / a)) : h;
        }
        return tails * (1 + variances.length * 0x1p-50);
    }

    /**
     * Off the diagonal H_q holds E[g(x_i)g(x_j)], g(x) = E[Q(x)|x] = x − t(x) with |t| ≤ |x| beyond the unsaturated
     * magnitude M and t = 0 within. By Cauchy and Schwarz the difference to H is at most 2√(tr H · T) + T in the Frobenius
     * norm.
     */
    private static double cross(double tails, double[] variances) {
        double trace = Arrays.stream(variances).sum();
        return (2 * Math.sqrt(trace * tails) + tails) * (1 + variances.length * 0x1p-50);
    }
}

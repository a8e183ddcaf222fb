package org.roundproof.theory;

import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;

/**
 * The averages of the second-moment recursion for Gaussian features x ~ N(0, H), H dense, under an ideal error model: given
 * x the errors of the elements are independent, with variance v_i = α + βx_i², third moment 0 and fourth κv_i²; or one factor
 * s is common to the row. With h = diag H, δ = diag P, a = diag(PH), V_ij = E[v_i v_j] and c = Hw*,
 *
 * <pre>
 * F(P)     = E[xxᵀPxxᵀ] = H tr(PH) + 2HPH
 * M_ij     = E[x_i v_j (Px)_j] = α(HP)_ij + β(2H_ij a_j + (HP)_ij h_j)
 * T(P)     = F + 2(M + Mᵀ) + α tr(P) H + β(H Σδ_k h_k + 2H diag(δ) H) + 2V∘P
 *              + diag(α tr(PH) + βF_ii + Σ_k V_ik δ_k + (κ−3)V_ii δ_i)
 * E[y (x̃·μ) x̃x̃ᵀ] = F₃ + N + Nᵀ + diag(α μᵀc + βF₃_ii),   F₃ = H μᵀc + (Hμ)cᵀ + c(Hμ)ᵀ,
 * N_ij     = E[x_i v_j μ_j ⟨w*,x⟩] = μ_j(α c_i + β(2H_ij c_j + h_j c_i))
 * </pre>
 *
 * by Isserlis' theorem; a common factor multiplies F₃ by E s³ and F by E s⁴. The note is {@code
 * proofs-notes/rotated-design.md}.
 */
final class RotatedMaps implements PopulationMaps {
    private final int d;
    private final double[] h;
    private final double[] correlation;
    private final double alpha;
    private final double beta;
    private final double excess;
    private final double second;
    private final double third;
    private final double fourth;
    /** V. */
    private final double[] squares;

    private final double[] left;
    private final double[] right;

    /** v = α + βx², κ, and E s², E s³, E s⁴ of the common factor. */
    private record Error(double alpha, double beta, double kurtosis, double second, double third, double fourth) {
        static Error of(Operator data) throws UncoveredException {
            if (data instanceof Identity) {
                return new Error(0, 0, 3, 1, 1, 1);
            } else if (data instanceof AdditiveModel model) {
                double kurtosis = model.law().fourthMoment().doubleValue();
                return new Error(model.epsilon(), 0, kurtosis, 1, 1, 1);
            } else if (data instanceof MultiplicativeModel model) {
                double e = model.epsilon();
                double kurtosis = model.law().fourthMoment().doubleValue();
                return model.shared()
                        ? new Error(0, 0, 3, 1 + e, 1 + 3 * e, 1 + 6 * e + e * e * kurtosis)
                        : new Error(0, e, kurtosis, 1, 1, 1);
            }
            throw new UncoveredException("on a rotated design the recursion takes features under an ideal error model;"
                    + " " + data.expression() + " has no polynomial moments: leave --rotate out or use --monte-carlo");
        }
    }

    /**
     * The maps of a design.
     *
     * @param covariance H, row-major d×d
     * @param optimum w*
     * @param data operator of the features
     * @throws UncoveredException where it is not an ideal model
     */
    RotatedMaps(double[] covariance, double[] optimum, Operator data) throws UncoveredException {
        Error error = Error.of(data);
        this.d = optimum.length;
        this.h = covariance;
        this.correlation = times(optimum);
        this.alpha = error.alpha();
        this.beta = error.beta();
        this.excess = error.kurtosis() - 3;
        this.second = error.second();
        this.third = error.third();
        this.fourth = error.fourth();
        this.squares = new double[d * d];
        this.left = new double[d * d];
        this.right = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double product = h[i * d + i] * h[j * d + j] + 2 * h[i * d + j] * h[i * d + j];
                // an error is additive or multiplicative: αβ = 0
                squares[i * d + j] = alpha * alpha + beta * beta * product;
            }
        }
    }

    /** c = E[x̃y] = Hw*. */
    double[] correlation() {
        return correlation;
    }

    /** E x̃x̃ᵀ f(x) of an f with E xxᵀf = {@code plain} and E f = {@code mean}. */
    private void addError(double[] plain, double mean) {
        for (int i = 0; i < d; i++) {
            plain[i * d + i] += alpha * mean + beta * plain[i * d + i];
        }
    }

    /** H_q. */
    double[] quantizedCovariance() {
        double[] out = scaled(h, second);
        addError(out, 1);
        return out;
    }

    /** E[⟨w*,x⟩² x̃x̃ᵀ]. */
    double[] signalCovariance(double[] optimum) {
        double signal = dot(correlation, optimum);
        double[] out = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                out[i * d + j] = second * (h[i * d + j] * signal + 2 * correlation[i] * correlation[j]);
            }
        }
        addError(out, signal);
        return out;
    }

    @Override
    public void third(double[] mu, double[] out) {
        double[] image = times(mu);
        double along = dot(mu, correlation);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                out[i * d + j] = third * (h[i * d + j] * along + image[i] * correlation[j] + correlation[i] * image[j]);
            }
        }
        addError(out, along);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = out[i * d + j] + beside(i, j, mu) + beside(j, i, mu);
                out[i * d + j] = entry;
                out[j * d + i] = entry;
            }
        }
    }

    /** N_ij. */
    private double beside(int i, int j, double[] mu) {
        return mu[j]
                * (alpha * correlation[i] + beta * (2 * h[i * d + j] * correlation[j] + h[j * d + j] * correlation[i]));
    }

    @Override
    public void fourth(double[] p, double[] out) {
        multiply(h, p, left);
        multiply(left, h, out);
        double trace = 0;
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < d; i++) {
            trace += left[i * d + i];
            sum += p[i * d + i];
            weighted += p[i * d + i] * h[i * d + i];
        }
        for (int k = 0; k < d * d; k++) {
            out[k] = fourth * (h[k] * trace + 2 * out[k]);
        }
        if (alpha == 0 && beta == 0) {
            mirror(out);
            return;
        }
        addError(out, trace);
        weigh(p);
        double ofCovariance = alpha * sum + beta * weighted;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                int k = i * d + j;
                out[k] += 2 * (cross(i, j) + cross(j, i))
                        + ofCovariance * h[k]
                        + 2 * beta * right[k]
                        + 2 * squares[k] * p[k];
            }
            double spread = excess * squares[i * d + i] * p[i * d + i];
            for (int k = 0; k < d; k++) {
                spread += squares[i * d + k] * p[k * d + k];
            }
            out[i * d + i] += spread;
        }
        mirror(out);
    }

    /** M_ij, with HP in {@code left}. */
    private double cross(int i, int j) {
        double hp = left[i * d + j];
        return alpha * hp + beta * (2 * h[i * d + j] * left[j * d + j] + hp * h[j * d + j]);
    }

    /** {@code right} = H diag(P) H, where it is wanted. */
    private void weigh(double[] p) {
        if (beta == 0) {
            return;
        }
        double[] weighted = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                weighted[i * d + j] = p[i * d + i] * h[i * d + j];
            }
        }
        multiply(h, weighted, right);
    }

    private void mirror(double[] out) {
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                out[j * d + i] = out[i * d + j];
            }
        }
    }

    private double[] times(double[] x) {
        double[] out = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                out[i] += h[i * d + j] * x[j];
            }
        }
        return out;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double[] scaled(double[] x, double factor) {
        double[] out = new double[x.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = factor * x[k];
        }
        return out;
    }

    private void multiply(double[] a, double[] b, double[] out) {
        SquareProduct.of(a, b, out, d);
    }
}

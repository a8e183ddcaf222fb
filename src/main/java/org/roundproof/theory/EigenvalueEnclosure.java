package org.roundproof.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rigorous bounds of every eigenvalue of a symmetric matrix A.
 *
 * <p>An ordinary eigendecomposition gives V and Λ, which need not be right. With ‖VᵀV − I‖ ≤ e &lt; 1 and ‖VᵀAV − Λ‖ ≤ f,
 * both evaluated with proven error bounds, Weyl's and Ostrowski's theorems give
 *
 * <pre>λ_i(A) = θ_i⁻¹ λ_i(VᵀAV),   |λ_i(VᵀAV) − Λ_i| ≤ f,   1 − e ≤ θ_i ≤ 1 + e,</pre>
 *
 * the eigenvalues of each matrix and Λ in decreasing order. (Horn, Johnson, Matrix Analysis, Theorems 4.3.1 and 4.5.9.)
 * An eigenvalue that is separated from the others is known to second order in the rest of its column of VᵀAV. The proofs
 * are in {@code proofs-notes/spectra.md}.
 */
public final class EigenvalueEnclosure {
    private final int d;
    private final double[] a;
    /** What is left of A beside {@link #a}, small. */
    private final double[] rest;
    /** Approximate eigenvectors, one a row. */
    private final double[] vectors;
    /** Approximate eigenvalues, decreasing. */
    private final double[] values;

    private EigenvalueEnclosure(double[] symmetric, double[] rest, ApproximateEigenbasis basis) {
        this.d = basis.values().length;
        this.a = symmetric;
        this.rest = rest;
        this.vectors = basis.vectors();
        this.values = basis.values();
    }

    /** Enclosures in decreasing order, valid for every matrix of the set. */
    public static List<Interval> of(SymmetricEnclosure matrices) {
        double[] centre = matrices.centre();
        ApproximateEigenbasis basis = ApproximateEigenbasis.of(centre, matrices.dimension());
        return new EigenvalueEnclosure(centre, new double[centre.length], basis).bounds(matrices.radius());
    }

    /** The same, and relatively narrow where the matrices are known to twice the working precision. */
    static List<Interval> of(SplitMatrix matrices) {
        return of(matrices, ApproximateEigenbasis.of(matrices.high(), matrices.dimension()));
    }

    /** The same from any basis: the worse it is, the wider the enclosures. */
    static List<Interval> of(SplitMatrix matrices, ApproximateEigenbasis basis) {
        return new EigenvalueEnclosure(matrices.high(), matrices.low(), basis).bounds(matrices.radius());
    }

    /** Enclosures in decreasing order of the eigenvalues of a diagonal matrix with entries in the given intervals. */
    public static List<Interval> ofDiagonal(List<Interval> entries) {
        double[] lower = entries.stream().mapToDouble(Interval::lower).sorted().toArray();
        double[] upper = entries.stream().mapToDouble(Interval::upper).sorted().toArray();
        return IntStream.range(0, lower.length)
                .mapToObj(i -> new Interval(lower[lower.length - 1 - i], upper[lower.length - 1 - i]))
                .toList();
    }

    private List<Interval> bounds(double radius) {
        double gram = gramDefect();
        if (!(gram < 0.5)) {
            throw new ArithmeticException(
                    "eigenvectors of a " + d + "×" + d + " matrix are not orthogonal to within ½");
        }
        List<Interval> transformed = transformed();
        List<Interval> result = new ArrayList<>(d);
        for (int i = 0; i < d; i++) {
            double low = transformed.get(i).lower();
            double high = transformed.get(i).upper();
            double lower = Math.nextDown(low / (low >= 0 ? Math.nextUp(1 + gram) : Math.nextDown(1 - gram)));
            double upper = Math.nextUp(high / (high >= 0 ? Math.nextDown(1 - gram) : Math.nextUp(1 + gram)));
            result.add(new Interval(Math.nextDown(lower - radius), Math.nextUp(upper + radius)));
        }
        return result;
    }

    /** An upper bound of ‖VᵀV − I‖₂ (by its largest row sum). */
    private double gramDefect() {
        double[] norm = rowNorms(vectors);
        double[] rowSum = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = CompensatedDot.of(i == j ? -1.0 : 0.0, vectors, i * d, 1, vectors, j * d, 1, d);
                double magnitude = (norm[i] * norm[j] + 1) * (1 + 0x1p-40);
                addEntry(rowSum, i, j, Math.abs(entry) + CompensatedDot.error(entry, magnitude, d + 1));
            }
        }
        return largest(rowSum);
    }

    /**
     * Enclosures of the eigenvalues of F = VᵀAV, in decreasing order. With W = fl(AV) = AV + Δ, the entries of F are those of
     * VᵀW less those of VᵀΔ, at most ‖v_i‖‖Δ_j‖. Every eigenvalue lies within f of Λ_i, f the largest row sum of |F − Λ|;
     * one that is separated from the others lies within 2‖b‖²/g of F_ii, b the rest of its column and g its distance
     * from the eigenvalues of F without row and column i.
     */
    private List<Interval> transformed() {
        double[] product = new double[d * d];
        double[] delta = new double[d];
        multiply(product, delta);
        double[] vNorm = rowNorms(vectors);
        double[] productNorm = rowNorms(product);
        double[] rowSum = new double[d];
        double[] besideSquared = new double[d];
        double[] diagonal = new double[d];
        double[] diagonalError = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double start = i == j ? -values[i] : 0.0;
                double entry = CompensatedDot.of(start, vectors, i * d, 1, product, j * d, 1, d);
                double magnitude = (vNorm[i] * productNorm[j] + Math.abs(start)) * (1 + 0x1p-40);
                double error = CompensatedDot.error(entry, magnitude, d + 1) + vNorm[i] * delta[j] * (1 + 0x1p-40);
                double bound = Math.abs(entry) + error;
                addEntry(rowSum, i, j, bound);
                if (i == j) {
                    diagonal[i] = entry;
                    diagonalError[i] = error;
                } else {
                    addEntry(besideSquared, i, j, bound * bound);
                }
            }
        }
        double coarse = largest(rowSum) * (1 + 0x1p-40);
        List<Interval> result = new ArrayList<>(d);
        for (int i = 0; i < d; i++) {
            double radius = Math.min(coarse, separated(i, diagonal[i], besideSquared[i], coarse, diagonalError[i]));
            double centre = radius < coarse ? diagonal[i] : 0;
            // Λ_i + (F_ii − Λ_i): the small part is added once
            result.add(new Interval(
                    Math.nextDown(values[i] + Math.nextDown(centre - radius)),
                    Math.nextUp(values[i] + Math.nextUp(centre + radius))));
        }
        return result;
    }

    /**
     * W = fl(AV), one column a row, and for each column an upper bound of ‖Δ‖₂: a dot product as if in twice the precision with
     * a row of A's leading part, and one in double, off by at most (d + 2)u‖·‖‖·‖, with a row of the rest.
     */
    private void multiply(double[] product, double[] delta) {
        double[] aNorm = rowNorms(a);
        double[] restNorm = rowNorms(rest);
        double[] vNorm = rowNorms(vectors);
        for (int k = 0; k < d; k++) {
            double squared = 0;
            for (int i = 0; i < d; i++) {
                double leading = CompensatedDot.of(0.0, a, i * d, 1, vectors, k * d, 1, d);
                double correction = 0;
                for (int j = 0; j < d; j++) {
                    correction += rest[i * d + j] * vectors[k * d + j];
                }
                double entry = leading + correction;
                double error = CompensatedDot.error(leading, aNorm[i] * vNorm[k] * (1 + 0x1p-40), d)
                        + (2 * (d + 2) * restNorm[i] * vNorm[k] + Math.abs(entry) * (1 + 0x1p-40))
                                * CompensatedDot.UNIT_ROUNDOFF;
                product[k * d + i] = entry;
                squared += error * error;
            }
            delta[k] = Math.sqrt(squared) * (1 + d * 0x1p-52) + 0x1p-500;
        }
    }

    /**
     * A bound of |λ_i(F) − F_ii| plus the error of F_ii, or ∞ where the eigenvalue is not separated.
     *
     * @param shift the computed F_ii − Λ_i
     * @param besideSquared an upper bound of ‖b‖², but for rounding
     * @param coarse f
     * @param error bound of the error of F_ii
     */
    private double separated(int i, double shift, double besideSquared, double coarse, double error) {
        double nearest = Double.POSITIVE_INFINITY;
        if (i > 0) {
            nearest = values[i - 1] - values[i];
        }
        if (i + 1 < d) {
            nearest = Math.min(nearest, values[i] - values[i + 1]);
        }
        // every rounding here is below 2^−52 of the nearest difference
        double gap = nearest * (1 - 0x1p-49) - (coarse + Math.abs(shift) + error) * (1 + 0x1p-50);
        double beside = besideSquared * (1 + d * 0x1p-50);
        return gap > 0 && 4 * beside * (1 + 0x1p-40) <= gap * gap
                ? (2 * beside / gap + error) * (1 + 0x1p-40)
                : Double.POSITIVE_INFINITY;
    }

    private static void addEntry(double[] rowSum, int i, int j, double bound) {
        rowSum[i] += bound;
        if (i != j) {
            rowSum[j] += bound;
        }
    }

    /** Sums of at most d terms carry a relative error below d·2^−52. */
    private double largest(double[] rowSum) {
        return Arrays.stream(rowSum).max().orElse(0) * (1 + d * 0x1p-52);
    }

    /** Upper bounds of the Euclidean norms of the rows. */
    private double[] rowNorms(double[] matrix) {
        double[] norm = new double[d];
        for (int i = 0; i < d; i++) {
            double sum = 0;
            for (int k = 0; k < d; k++) {
                sum += matrix[i * d + k] * matrix[i * d + k];
            }
            norm[i] = Math.sqrt(sum) * (1 + d * 0x1p-52) + 0x1p-500;
        }
        return norm;
    }
}

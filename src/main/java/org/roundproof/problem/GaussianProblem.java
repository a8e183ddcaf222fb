package org.roundproof.problem;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.random.Gaussians;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;

/**
 * Gaussian design: x = R·diag(√λ)·z with z standard normal and R a rotation (identity unless given), y = ⟨w*, x⟩ + ξ, ξ
 * normal with variance σ².
 *
 * <p>In doubles, each operation rounded once and sums in the order of the index from +0: g_j = fl(√λ_j)·z_j; x_i = g_i, or
 * Σ_j R_ij·g_j when rotated; y = (Σ_i w*_i·x_i) + fl(√σ²)·ξ. z is the normal of role FEATURES, element row·d + column; ξ
 * that of role LABEL_NOISE, element row. A rotated problem turns the optimum along: w* = R·v, v being named in the basis of
 * the eigenvectors, so that without quantization the rotation changes nothing.
 */
public final class GaussianProblem implements Problem {
    private static final int LARGEST_DIMENSION = 10_000_000;
    private static final int LARGEST_ROTATION = 4096;

    private final double[] eigenvalues;
    private final double[] optimum;
    private final double noiseVariance;
    private final String description;
    private final double[] scales;
    private final @Nullable Rotation rotation;

    private GaussianProblem(
            double[] eigenvalues,
            double[] optimum,
            double noiseVariance,
            String description,
            @Nullable Rotation rotation) {
        this.eigenvalues = eigenvalues;
        this.optimum = optimum;
        this.noiseVariance = noiseVariance;
        this.description = description;
        this.rotation = rotation;
        this.scales = new double[eigenvalues.length];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = StrictMath.sqrt(eigenvalues[i]);
        }
    }

    /**
     * The problem in the basis of the eigenvectors.
     *
     * @param eigenvalues λ_1 … λ_d, each positive and finite
     * @param optimum w*, d finite values
     * @param noiseVariance σ² ≥ 0
     * @throws InputException in one line, for other values
     */
    public static GaussianProblem of(double[] eigenvalues, double[] optimum, double noiseVariance) {
        if (eigenvalues.length == 0 || eigenvalues.length != optimum.length) {
            throw new InputException("there are " + eigenvalues.length + " eigenvalues and " + optimum.length
                    + " coordinates of the optimum; there must be as many, and at least one");
        }
        return create(
                Checks.positive("the spectrum", eigenvalues.clone()),
                Checks.finite("the optimum", optimum.clone()),
                noiseVariance,
                "Gaussian design, d = " + eigenvalues.length);
    }

    /** The problem of named families, in the basis of the eigenvectors. */
    public static GaussianProblem of(Spectrum spectrum, Optimum optimum, int dimension, double noiseVariance) {
        if (dimension > LARGEST_DIMENSION) {
            throw new InputException("dimension is " + dimension + "; at most " + LARGEST_DIMENSION + " fit in memory");
        }
        return create(
                spectrum.eigenvalues(dimension),
                optimum.coordinates(dimension),
                noiseVariance,
                "Gaussian design, d = " + dimension + ", spectrum " + spectrum.expression() + ", optimum "
                        + optimum.expression());
    }

    private static GaussianProblem create(
            double[] eigenvalues, double[] optimum, double noiseVariance, String description) {
        Checks.nonNegative("noise variance", noiseVariance);
        return new GaussianProblem(
                eigenvalues,
                optimum,
                noiseVariance,
                description + ", noise variance " + Call.format(noiseVariance),
                null);
    }

    /**
     * This problem turned by a random rotation: features R·x, optimum R·w* (rounded, sums in the order of the index).
     *
     * @param seed of the rotation, {@link RandomRotation}
     */
    public GaussianProblem rotated(long seed) {
        return rotated(seed, 1);
    }

    /**
     * This problem turned part of the way to a random rotation: by R(t), {@link PartialRotation}, in place of R = R(1).
     *
     * @param seed of the rotation R
     * @param part t, from 0 (the coordinates are the eigenvectors) to 1 (R itself, to the last bit)
     * @throws InputException in one line, for other values
     */
    public GaussianProblem rotated(long seed, double part) {
        if (rotation != null) {
            throw new InputException("the problem is rotated already; rotate the one in its eigenbasis");
        }
        if (!(part >= 0 && part <= 1)) {
            throw new InputException("the part of the rotation is " + Call.format(part)
                    + "; give a number from 0 (not turned) to 1 (the whole rotation)");
        }
        int d = dimension();
        if (d > LARGEST_ROTATION) {
            throw new InputException("a rotation at d = " + d
                    + " has d^2 entries and takes d^3 operations; at most d = " + LARGEST_ROTATION + " is made");
        }
        double[] whole = RandomRotation.of(seed, d);
        Rotation matrix = new Rotation(part == 1 ? whole : PartialRotation.of(whole, d, part), d);
        double[] turned = new double[d];
        matrix.apply(optimum, turned, 0);
        String by = part == 1 ? "" : ", part " + Call.format(part);
        return new GaussianProblem(
                eigenvalues, turned, noiseVariance, description + ", rotated (seed " + seed + by + ")", matrix);
    }

    @Override
    public int dimension() {
        return eigenvalues.length;
    }

    /** λ_1 … λ_d: variances of the coordinates before rotation. */
    public double[] eigenvalues() {
        return eigenvalues.clone();
    }

    @Override
    public double[] optimum() {
        return optimum.clone();
    }

    /** σ². */
    public double noiseVariance() {
        return noiseVariance;
    }

    /** R, row-major d×d, when the design is rotated. */
    public Optional<double[]> rotation() {
        return Optional.ofNullable(rotation).map(Rotation::matrix);
    }

    @Override
    public Batch batch(RandomWords words, int replicate, int step, int rows) {
        int d = dimension();
        double[] features = new double[Batch.elements(rows, d)];
        Gaussians.fill(words, Role.FEATURES, step, replicate, 0, features);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < d; i++) {
                features[row * d + i] *= scales[i];
            }
        }
        if (rotation != null) {
            double[] before = features;
            features = new double[before.length];
            for (int row = 0; row < rows; row++) {
                rotation.apply(before, features, row * d);
            }
        }
        double[] labels = new double[rows];
        Gaussians.fill(words, Role.LABEL_NOISE, step, replicate, 0, labels);
        double deviation = StrictMath.sqrt(noiseVariance);
        for (int row = 0; row < rows; row++) {
            double signal = 0;
            for (int i = 0; i < d; i++) {
                signal += optimum[i] * features[row * d + i];
            }
            labels[row] = signal + deviation * labels[row];
        }
        return new Batch(rows, d, features, labels);
    }

    /** ½ Σ_j λ_j (Rᵀ(w − w*))_j², in the order of j. */
    @Override
    public double excessRisk(double[] weights) {
        double[] difference = new double[dimension()];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = weights[i] - optimum[i];
        }
        double[] components = rotation == null ? difference : rotation.applyTransposed(difference);
        double sum = 0;
        for (int j = 0; j < components.length; j++) {
            sum += eigenvalues[j] * components[j] * components[j];
        }
        return sum / 2;
    }

    @Override
    public String description() {
        return description;
    }
}

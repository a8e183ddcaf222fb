package org.roundproof.problem;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.Uniforms;

/**
 * The user's own n rows, drawn uniformly with replacement; the model y ≈ ⟨w, x⟩ has no intercept.
 *
 * <p>Row b of a batch is row {@link Uniforms#index}(n) of the population, from the words of role ROW_DRAW, element b; the
 * probability of a row differs from 1/n by less than 2^−64. H = (1/n) Σ x_k x_kᵀ and w* is the least-squares solution.
 */
public final class FinitePopulation implements Problem {
    private final List<String> names;
    private final double[] features;
    private final double[] labels;
    private final String description;
    private final double[] optimum;

    private FinitePopulation(List<String> names, double[] features, double[] labels, String description) {
        this.names = names;
        this.features = features;
        this.labels = labels;
        this.description = description;
        this.optimum = LeastSquares.solve(features, labels, names.size(), description);
    }

    /**
     * A population from arrays.
     *
     * @param names of the d features
     * @param features row-major n×d, finite
     * @param labels n values, finite
     * @param description one line for people
     * @throws InputException in one line, where there are no rows, fewer rows than features, or dependent features
     */
    public static FinitePopulation of(List<String> names, double[] features, double[] labels, String description) {
        return create(List.copyOf(names), features.clone(), labels.clone(), false, description);
    }

    /**
     * Reads a CSV file with a header row, or {@code builtin:diabetes} or {@code builtin:longley}.
     *
     * @param target name of the label's column, or its number counted from 1; null for the usual one of a built-in data set
     * @param standardize features to mean 0 and population variance 1, label to mean 0
     * @throws InputException in one line with file, line and column, for anything unusable
     */
    public static FinitePopulation read(String location, @Nullable String target, boolean standardize) {
        CsvTable table = CsvTable.read(location);
        int labelColumn = table.targetColumn(target);
        int[] columns = table.otherColumns(labelColumn);
        int n = table.rows().size();
        int d = columns.length;
        double[] features = new double[Batch.elements(n, d)];
        double[] labels = new double[n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < d; j++) {
                features[k * d + j] = number(table, k, columns[j]);
            }
            labels[k] = number(table, k, labelColumn);
        }
        List<String> names =
                Arrays.stream(columns).mapToObj(table.header()::get).toList();
        return create(names, features, labels, standardize, location);
    }

    /**
     * Reads features and labels from two NPY files.
     *
     * @param featuresLocation n×d
     * @param labelsLocation n, or n×1
     * @throws InputException in one line, for anything unusable
     */
    public static FinitePopulation readNpy(String featuresLocation, String labelsLocation, boolean standardize) {
        Npy x = Npy.read(featuresLocation);
        Npy y = Npy.read(labelsLocation);
        if (y.columns() != 1 || y.rows() != x.rows()) {
            throw new InputException(labelsLocation + " has shape " + y.rows() + " x " + y.columns() + "; "
                    + featuresLocation + " needs " + x.rows() + " labels");
        }
        List<String> names =
                IntStream.rangeClosed(1, x.columns()).mapToObj(j -> "x" + j).toList();
        return create(names, x.values(), y.values(), standardize, featuresLocation);
    }

    private static double number(CsvTable table, int row, int column) {
        return Numbers.parse(table.cell(row, column), () -> table.where(row, column));
    }

    private static FinitePopulation create(
            List<String> names, double[] features, double[] labels, boolean standardize, String what) {
        int n = labels.length;
        int d = names.size();
        if (n == 0 || d == 0 || features.length != (long) n * d) {
            throw new InputException(what + " has " + n + " labels, " + d + " feature names and " + features.length
                    + " feature values; at least one row and one feature are needed, and n times d values");
        }
        if (d > n) {
            throw new InputException(what + " has d = " + d + " features and only n = " + n
                    + " rows, so least squares has no unique solution; at least d rows are needed");
        }
        Checks.finite("the features of " + what, features);
        Checks.finite("the labels of " + what, labels);
        Checks.scale("the features of " + what, features);
        Checks.scale("the labels of " + what, labels);
        if (standardize) {
            Standardization.features(features, names, n, what);
            Standardization.label(labels, what);
        }
        return new FinitePopulation(
                names, features, labels, what + (standardize ? ", standardized" : "") + ", n = " + n + ", d = " + d);
    }

    /** n. */
    public int size() {
        return labels.length;
    }

    @Override
    public int dimension() {
        return names.size();
    }

    /** The rows, row-major n×d. */
    public double[] features() {
        return features.clone();
    }

    /** The n labels. */
    public double[] labels() {
        return labels.clone();
    }

    /** Names of the d features. */
    public List<String> names() {
        return names;
    }

    @Override
    public double[] optimum() {
        return optimum.clone();
    }

    /** H = (1/n) Σ_k x_k x_kᵀ in double, row-major d×d, sums in the order of the rows. */
    public double[] secondMoment() {
        int d = dimension();
        double[] h = new double[Batch.elements(d, d)];
        for (int k = 0; k < size(); k++) {
            for (int i = 0; i < d; i++) {
                double factor = features[k * d + i];
                for (int j = 0; j < d; j++) {
                    h[i * d + j] += factor * features[k * d + j];
                }
            }
        }
        for (int e = 0; e < h.length; e++) {
            h[e] /= size();
        }
        return h;
    }

    @Override
    public Batch batch(RandomWords words, int replicate, int step, int rows) {
        int d = dimension();
        double[] x = new double[Batch.elements(rows, d)];
        double[] y = new double[rows];
        for (int b = 0; b < rows; b++) {
            int k = Uniforms.index(size(), words.element(Role.ROW_DRAW, step, replicate, b));
            System.arraycopy(features, k * d, x, b * d, d);
            y[b] = labels[k];
        }
        return new Batch(rows, d, x, y);
    }

    /** ½·(1/n) Σ_k ⟨w − w*, x_k⟩². */
    @Override
    public double excessRisk(double[] weights) {
        int d = dimension();
        double sum = 0;
        for (int k = 0; k < size(); k++) {
            double product = 0;
            for (int i = 0; i < d; i++) {
                product += (weights[i] - optimum[i]) * features[k * d + i];
            }
            sum += product * product;
        }
        return sum / size() / 2;
    }

    @Override
    public String description() {
        return description;
    }
}

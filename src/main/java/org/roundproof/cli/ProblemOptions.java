package org.roundproof.cli;

import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Problem;
import org.roundproof.problem.Spectrum;
import picocli.CommandLine.Option;

/** The regression problem: a Gaussian design, the paper's setting by default, or real data as a finite population. */
final class ProblemOptions {
    @Option(
            names = "--spectrum",
            paramLabel = "SPECTRUM",
            description = {
                "Eigenvalues: power(a), exponential(c), logpower(a,b), spiked(k,s) or values(file)",
                "(default: power(2))."
            })
    private @Nullable String spectrum;

    @Option(names = "--dim", paramLabel = "D", description = "Dimension (default: 200).")
    private @Nullable Integer dimension;

    @Option(names = "--rotate", paramLabel = "SEED", description = "Turn the design by a random rotation.")
    private @Nullable String rotation;

    @Option(
            names = "--rotate-by",
            paramLabel = "T",
            description = {
                "Turn it part of the way only: every plane rotation that --rotate SEED is made of, by T times",
                "its angle; 0 leaves the axes alone (default: 1)."
            })
    private @Nullable Double part;

    @Option(
            names = "--optimum",
            paramLabel = "OPTIMUM",
            description = "Minimizer in the eigenbasis: ones, power(b) or values(file) (default: ones).")
    private @Nullable String optimum;

    @Option(names = "--noise-variance", paramLabel = "S2", description = "Variance of the label noise (default: 1).")
    private @Nullable Double noiseVariance;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Real data: a CSV file with a header row, builtin:diabetes or builtin:longley.")
    private @Nullable String csv;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The label's column, by name or number (built-in data have one of their own).")
    private @Nullable String target;

    @Option(names = "--npy", paramLabel = "FILE", description = "Real data: features as a NumPy array.")
    private @Nullable String npy;

    @Option(names = "--target-npy", paramLabel = "FILE", description = "Labels for --npy.")
    private @Nullable String targetNpy;

    @Option(names = "--standardize", description = "Features to mean 0 and variance 1, label to mean 0.")
    private boolean standardize;

    Problem problem() {
        if (csv == null && npy == null) {
            return gaussian();
        }
        refuse(csv != null && npy != null, "--csv and --npy are two data sets; give one");
        refuse(
                spectrum != null
                        || dimension != null
                        || rotation != null
                        || part != null
                        || optimum != null
                        || noiseVariance != null,
                "--spectrum, --dim, --rotate, --rotate-by, --optimum and --noise-variance describe a Gaussian design;"
                        + " leave them out with --csv or --npy");
        if (csv != null) {
            refuse(targetNpy != null, "--target-npy goes with --npy; with --csv name the column by --target");
            return FinitePopulation.read(csv, target, standardize);
        }
        refuse(target != null, "--target goes with --csv; with --npy give the labels by --target-npy");
        if (npy == null || targetNpy == null) {
            throw new InputException("--npy needs the labels too: give --target-npy FILE");
        }
        return FinitePopulation.readNpy(npy, targetNpy, standardize);
    }

    private GaussianProblem gaussian() {
        refuse(
                target != null || targetNpy != null || standardize,
                "--target, --target-npy and --standardize need data: give --csv FILE or --npy FILE");
        GaussianProblem problem = GaussianProblem.of(
                Spectrum.parse(spectrum == null ? "power(2)" : spectrum),
                Optimum.parse(optimum == null ? "ones" : optimum),
                dimension == null ? 200 : dimension,
                noiseVariance == null ? 1 : noiseVariance);
        refuse(rotation == null && part != null, "--rotate-by is a part of a rotation; give --rotate SEED too");
        return rotation == null ? problem : problem.rotated(RandomOptions.parse(rotation), rotatedBy());
    }

    /** T of {@code --rotate-by}; 0 without a rotation. */
    double rotatedBy() {
        return rotation == null ? 0 : part == null ? 1 : part;
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new InputException(message);
        }
    }
}

package org.roundproof.problem;

import java.util.List;
import org.roundproof.random.RandomWords;

/** The user's own n rows, drawn uniformly with replacement. Skeleton. */
public abstract non-sealed class FinitePopulation implements Problem {
    /** n. */
    public abstract int size();

    /** The rows, row-major n×d. */
    public abstract double[] features();

    /** The n labels. */
    public abstract double[] labels();

    /** Names of the d features. */
    public abstract List<String> names();

    @Override
    public abstract Batch batch(RandomWords words, int replicate, int step, int rows);
}

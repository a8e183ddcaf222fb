package org.roundproof.problem;

import org.roundproof.random.RandomWords;

/** A regression problem: it produces batches and knows its optimum and its clean risk. */
public sealed interface Problem permits GaussianProblem, FinitePopulation {
    /** d. */
    int dimension();

    /** The minimizer w* of the clean risk, as doubles. */
    double[] optimum();

    /** The batch of one step; a pure function of its arguments. */
    Batch batch(RandomWords words, int replicate, int step, int rows);

    /** ½‖w − w*‖²_H = L(w) − L(w*) on clean data, in double. */
    double excessRisk(double[] weights);

    /** One line for people. */
    String description();
}

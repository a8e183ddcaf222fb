package org.roundproof.testkit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.format.ExactReal;
import org.roundproof.problem.Batch;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.problem.Problem;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.exact.ExactEngine;

/** Steps of an implementation beside a run of the exact engine, on rows whose numbers have few bits. */
final class Trajectory {
    private static final int STEPS = 12;
    private static final int ROWS = 5;
    private static final double STEP_SIZE = 0x1p-4;

    private Trajectory() {}

    /** Fails at the first step whose weights differ. */
    static void require(SgdUnderTest subject, long seed, int columns, int batch) {
        RandomWords words = new RandomWords(seed);
        Problem problem = problem(words, columns);
        double[] weights = new double[columns];
        for (int steps = 1; steps <= STEPS; steps++) {
            ExactReal[] exact = exact(subject, problem, seed, steps, batch);
            Batch rows = problem.batch(words, 0, steps, batch);
            int now = steps;
            SgdStep step = new SgdStep(
                    batch,
                    columns,
                    rows.features(),
                    rows.labels(),
                    weights,
                    STEP_SIZE,
                    (target, element) -> words.element(target.role(), now, 0, element));
            double[] next = subject.apply(step);
            Agreement.require(subject, "step " + steps + " of seed " + seed + ", " + step, step, exact, next);
            weights = next;
        }
    }

    /** w_t of the exact engine. */
    private static ExactReal[] exact(SgdUnderTest subject, Problem problem, long seed, int steps, int batch) {
        SgdConfiguration configuration =
                new SgdConfiguration(steps, batch, STEP_SIZE, subject.operators(), new Averaging.Last());
        return new ExactEngine()
                .run(problem, configuration, seed, 0, TraceSink.NONE)
                .exactWeights()
                .toArray(ExactReal[]::new);
    }

    /** Features and labels are multiples of 1/16 up to 1 in magnitude. */
    private static Problem problem(RandomWords words, int columns) {
        double[] features = new double[ROWS * columns];
        double[] labels = new double[ROWS];
        for (int i = 0; i < features.length; i++) {
            features[i] = sixteenths(words.word(Role.FEATURES, 0, 0, i, 0, 0));
        }
        for (int r = 0; r < ROWS; r++) {
            labels[r] = sixteenths(words.word(Role.LABEL_NOISE, 0, 0, r, 0, 0));
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            names.add("x" + i);
        }
        return FinitePopulation.of(names, features, labels, "rows of sixteenths");
    }

    private static double sixteenths(int word) {
        return (Integer.remainderUnsigned(word, 33) - 16) / 16.0;
    }
}

package org.roundproof.cli;

import java.util.OptionalDouble;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.SgdConfiguration;

/** x. */
final class Threshold {
    private Threshold() {}

    static OptionalDouble of(Problem problem, SgdConfiguration configuration) {
        return OptionalDouble.empty();
    }
}

package org.roundproof.cli;

import java.util.Locale;
import java.util.OptionalDouble;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.theory.StepSizeThreshold;
import picocli.CommandLine;

/** A step size past the threshold is the user's choice: it is said, and the run goes on. */
final class StabilityWarning {
    private StabilityWarning() {}

    /** Prints the warning where it is due; the threshold, if it is known. */
    static OptionalDouble print(Problem problem, SgdConfiguration configuration, CommandLine commandLine) {
        OptionalDouble threshold = StepSizeThreshold.of(problem, configuration);
        if (threshold.isPresent() && configuration.stepSize() >= threshold.getAsDouble()) {
            commandLine
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "%s: warning: step size %s is past the stability threshold %.6g; the expected risk grows"
                                    + " without bound with the number of steps%n",
                            commandLine.getCommandSpec().qualifiedName(),
                            configuration.stepSize(),
                            threshold.getAsDouble());
        }
        return threshold;
    }
}

package org.roundproof.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.ReplicateSummary;
import org.roundproof.sgd.Replicates;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.fast.FastEngine;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.Interval;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;
import org.roundproof.theory.StepSizeThreshold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The expected excess risk, without sampling. */
@Command(
        name = "risk",
        description = {
            "The exact expected excess risk of the reported iterate, and an upper bound.",
            "E L(w) - L(w*) by the recursion of the theory (or an enclosure of it),",
            "an upper bound with its terms, the effective dimension and the tightness; --monte-carlo beside it."
        },
        sortOptions = false)
final class RiskCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--risk",
            paramLabel = "WHICH",
            description = "Test data of the risk: clean or quantized (default: clean).")
    private RiskConvention convention = RiskConvention.CLEAN;

    @Mixin
    private ProblemOptions problems;

    @Mixin
    private ProcessOptions process;

    @Option(
            names = "--monte-carlo",
            paramLabel = "R",
            description = "Run the process R times as well, by the fast engine, and average.")
    private @Nullable Integer replicates;

    @Mixin
    private RandomOptions random;

    @Option(
            names = "--threshold",
            description = "Enclose the stability threshold of the step size rigorously, in any dimension.")
    private boolean thresholds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        random.check();
        Problem problem = problems.problem();
        SgdConfiguration configuration = process.configuration(problem);
        OptionalDouble threshold = StabilityWarning.print(problem, configuration, spec.commandLine());
        RiskResult result = Workers.call(random.threads(), () -> ExpectedRisk.of(problem, configuration, convention));
        if (result instanceof RiskResult.Refused refused && replicates == null) {
            String hint = refused.reason().contains("--monte-carlo") ? "" : "; --monte-carlo R would estimate it";
            throw new InputException("no exact answer: " + refused.reason() + hint);
        }
        ReplicateSummary sample = replicates == null ? null : sample(problem, configuration, replicates);
        BoundText bound = BoundText.of(problem, configuration, convention, result);
        Optional<Interval> enclosure =
                thresholds ? StepSizeThreshold.enclosure(problem, configuration) : Optional.empty();
        RiskAnswer answer =
                new RiskAnswer(problem, configuration, convention, result, bound, threshold, enclosure, sample);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, answer.json());
        } else {
            answer.print(out);
        }
        return ExitCode.DONE;
    }

    private ReplicateSummary sample(Problem problem, SgdConfiguration configuration, int count) {
        if (convention == RiskConvention.QUANTIZED) {
            throw new InputException(
                    "--monte-carlo measures the clean risk; leave --risk quantized or --monte-carlo out");
        }
        try (Progress progress = Progress.start("monte carlo", count)) {
            return new Replicates(new FastEngine(), problem, configuration, random.seed())
                    .run(count, random.threads(), done -> progress.at(done, ""));
        }
    }
}

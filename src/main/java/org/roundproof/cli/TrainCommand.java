package org.roundproof.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.problem.Problem;
import org.roundproof.sgd.ConsumedWords;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.Lockstep;
import org.roundproof.sgd.ReplicateSummary;
import org.roundproof.sgd.Replicates;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TraceComparison;
import org.roundproof.sgd.TraceHeader;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.TraceWriter;
import org.roundproof.sgd.certified.Certificate;
import org.roundproof.sgd.certified.CertifiedEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs the process. */
@Command(
        name = "train",
        description = {
            "Runs quantized SGD from w_0 = 0 and reports the excess risk on clean data over the replicates.",
            "With --compare ENGINE, compares two engines on the same random words instead, tensor by tensor,",
            "replicate by replicate."
        },
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    private static final Set<String> WITHOUT_EFFECT_ON_TRACES =
            Set.of("--trace", "--replicates", "--threads", "--compare", "--json", "--stacktrace");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "fast",
            description = {
                "fast (double), exact, or certified: the bits of exact at nearly the speed of fast",
                "(default: ${DEFAULT-VALUE})."
            })
    private String engineName;

    @Mixin
    private ProblemOptions problems;

    @Mixin
    private ProcessOptions process;

    @Option(names = "--replicates", paramLabel = "R", description = "Independent runs (default: 1).")
    private int replicates = 1;

    @Mixin
    private RandomOptions random;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write every tensor of replicate 0, before and after its quantizer, as JSON lines.")
    private @Nullable Path trace;

    @Option(
            names = "--trace-words",
            description = "With --trace: also the random words that each element consumed, and this command.")
    private boolean traceWords;

    @Option(
            names = "--compare",
            paramLabel = "ENGINE",
            description = "Run this engine too and report: identical, or the first difference (exit code 1).")
    private @Nullable String otherName;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Engine engine = Engines.of(engineName);
        Problem problem = problems.problem();
        SgdConfiguration configuration = process.configuration(problem);
        StabilityWarning.print(problem, configuration, spec.commandLine());
        if (traceWords && trace == null) {
            throw new InputException("--trace-words goes with --trace FILE");
        }
        if (trace != null) {
            writeTrace(engine, problem, configuration, trace);
        }
        if (otherName != null) {
            return compare(engine, Engines.of(otherName), problem, configuration);
        }
        long start = System.nanoTime();
        ReplicateSummary summary = run(engine, problem, configuration);
        double seconds = (System.nanoTime() - start) * 1e-9;
        requireFinite(summary);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = json(engine, summary, seconds);
            certificate(engine, problem, configuration).ifPresent(c -> CertificateText.add(node, c, summary));
            Json.print(out, node);
        } else {
            print(engine, problem, configuration, summary, seconds, out);
        }
        return ExitCode.DONE;
    }

    private static void requireFinite(ReplicateSummary summary) {
        for (int r = 0; r < summary.replicates(); r++) {
            if (!Double.isFinite(summary.risks()[r])) {
                throw new InputException(
                        "replicate " + r + ": the weights or their risk grew beyond the doubles (2^1024);"
                                + " take a smaller --step-size");
            }
        }
    }

    private static Optional<Certificate> certificate(Engine engine, Problem problem, SgdConfiguration configuration) {
        return engine instanceof CertifiedEngine
                ? Optional.of(Certificate.of(configuration, problem.dimension()))
                : Optional.empty();
    }

    private ReplicateSummary run(Engine engine, Problem problem, SgdConfiguration configuration) {
        try (Progress progress = Progress.start("train", replicates)) {
            return new Replicates(engine, problem, configuration, random.seed())
                    .run(replicates, random.threads(), done -> progress.at(done, ""));
        }
    }

    private void writeTrace(Engine engine, Problem problem, SgdConfiguration configuration, Path file)
            throws IOException {
        TraceHeader header = TraceHeader.of(engine, problem, configuration, random.seed(), 0);
        if (traceWords) {
            header = header.withCommand(command());
        }
        try (TraceWriter writer = new TraceWriter(Files.newBufferedWriter(file), header)) {
            TraceSink sink = traceWords
                    ? new ConsumedWords(writer, configuration.operators(), problem.dimension(), random.seed(), 0)
                    : writer;
            engine.run(problem, configuration, random.seed(), 0, sink);
        }
    }

    /** The options that the trace depends on, as they were given. */
    private List<String> command() {
        List<String> arguments = new ArrayList<>(List.of(spec.name()));
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!WITHOUT_EFFECT_ON_TRACES.contains(option.longestName())) {
                arguments.add(option.longestName());
                if (option.arity().max() > 0) {
                    arguments.addAll(option.originalStringValues());
                }
            }
        }
        return arguments;
    }

    private int compare(Engine a, Engine b, Problem problem, SgdConfiguration configuration) {
        int replicate = 0;
        TraceComparison outcome = Lockstep.compare(a, b, problem, configuration, random.seed(), replicate);
        while (outcome instanceof TraceComparison.Identical same && ++replicate < replicates) {
            outcome = Lockstep.compare(a, b, problem, configuration, random.seed(), replicate)
                    .after(same);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, ComparisonText.json(a.name(), b.name(), replicate, outcome));
        } else {
            ComparisonText.print(a.name(), b.name(), replicate, outcome, out);
        }
        return outcome.identical() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static ObjectNode json(Engine engine, ReplicateSummary summary, double seconds) {
        ObjectNode node = Json.object().put("engine", engine.name());
        ObjectNode risk = node.putObject("excessRisk");
        Json.put(risk, "mean", summary.mean());
        Json.put(risk, "standardError", summary.standardError());
        risk.put("replicates", summary.replicates());
        node.set("weights", Json.hexFloats(summary.last().lastIterate()));
        if (!summary.last().exactWeights().isEmpty()) {
            ArrayNode exact = node.putArray("weightsExact");
            for (ExactReal weight : summary.last().exactWeights()) {
                exact.add(weight.toString());
            }
        }
        node.set("averageWeights", Json.hexFloats(summary.last().reportedIterate()));
        node.put("fallbacks", summary.fallbacks());
        return Json.put(node, "seconds", seconds);
    }

    private void print(
            Engine engine,
            Problem problem,
            SgdConfiguration configuration,
            ReplicateSummary summary,
            double seconds,
            PrintWriter out) {
        out.println("problem        " + problem.description());
        out.println("process        " + Describe.process(configuration));
        out.println("quantizers     " + Describe.operators(configuration.operators()));
        out.println("engine         " + engine.name() + ", seed " + Long.toUnsignedString(random.seed()));
        certificate(engine, problem, configuration).ifPresent(c -> CertificateText.print(c, summary, out));
        String error = summary.replicates() == 1
                ? "one replicate"
                : String.format(Locale.ROOT, "± %.3g, %d replicates", summary.standardError(), summary.replicates());
        out.printf(Locale.ROOT, "excess risk    %.8g  (%s)%n", summary.mean(), error);
        out.println("weights        " + Describe.leading(summary.last().lastIterate()) + "  (w_N, last replicate)");
        out.printf(Locale.ROOT, "seconds        %.2f%n", seconds);
    }
}

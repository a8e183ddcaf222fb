package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Optimum;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.ConsumedWords;
import org.roundproof.sgd.Engine;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceHeader;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.TraceWriter;
import org.roundproof.sgd.exact.ExactEngine;

/**
 * Whole runs of the process as test vectors: the exact engine's traces with the data, every random word that an operator
 * consumed, and every tensor before and after its operator. The problem is Gaussian, d = 5, λ_i = i^−2, w* = 1.
 */
public final class TraceCollection {
    private static final int DIMENSION = 5;
    private static final int STEPS = 10;
    private static final double NOISE_VARIANCE = 0.25;
    private static final double STEP_SIZE = 0.125;
    private static final long SEED = 7;
    private static final int[] BATCHES = {1, 3};

    private static final List<String> MIXED =
            List.of("e4m3:sr", "bfloat16:ties-to-even", "binary16:sr", "e5m2:sr(8)", "int8(step=1/16):tpdf");

    private TraceCollection() {}

    /**
     * One run.
     *
     * @param name of its file
     * @param batch B
     * @param quantizers of the five targets, in the order of {@link Target}
     */
    public record TraceFile(String name, int batch, List<String> quantizers) {

        public GaussianProblem problem() {
            return GaussianProblem.of(new Spectrum.Power(2), new Optimum.Ones(), DIMENSION, NOISE_VARIANCE);
        }

        public SgdConfiguration configuration() {
            TargetOperators operators = TargetOperators.NONE;
            for (Target target : Target.values()) {
                operators = operators.with(
                        target,
                        OperatorExpression.parse(quantizers.get(target.ordinal()))
                                .resolve());
            }
            return new SgdConfiguration(STEPS, batch, STEP_SIZE, operators, new Averaging.All());
        }

        /** Seed of all random words. */
        public long seed() {
            return SEED;
        }

        /** The command that makes the same file, but for {@code --trace FILE}. */
        public List<String> command() {
            List<String> arguments = new ArrayList<>(List.of(
                    "train",
                    "--engine",
                    "exact",
                    "--spectrum",
                    "power(2)",
                    "--dim",
                    String.valueOf(DIMENSION),
                    "--noise-variance",
                    String.valueOf(NOISE_VARIANCE),
                    "--steps",
                    String.valueOf(STEPS),
                    "--batch",
                    String.valueOf(batch),
                    "--step-size",
                    String.valueOf(STEP_SIZE)));
            for (Target target : Target.values()) {
                arguments.addAll(List.of("--" + target.label() + "-q", quantizers.get(target.ordinal())));
            }
            arguments.addAll(List.of("--seed", String.valueOf(SEED), "--trace-words"));
            return arguments;
        }

        /** Writes the trace; returns its number of tensors. */
        long write(Writer out) throws IOException {
            Engine engine = new ExactEngine();
            TraceHeader header =
                    TraceHeader.of(engine, problem(), configuration(), SEED, 0).withCommand(command());
            long[] tensors = new long[1];
            TraceWriter writer = new TraceWriter(out, header);
            TraceSink counting = entry -> {
                tensors[0]++;
                return writer.accept(entry);
            };
            engine.run(
                    problem(),
                    configuration(),
                    SEED,
                    0,
                    new ConsumedWords(counting, configuration().operators(), DIMENSION, SEED, 0));
            return tensors[0];
        }
    }

    /** The runs: each kind with batches of one row and of three. */
    public static List<TraceFile> files() {
        List<TraceFile> files = new ArrayList<>();
        for (int batch : BATCHES) {
            files.add(new TraceFile("e4m3-sr-b" + batch + ".jsonl", batch, five("e4m3:sr")));
            files.add(new TraceFile("int8-tpdf-b" + batch + ".jsonl", batch, five("int8(step=1/32):tpdf")));
            files.add(new TraceFile("e4m3-nearest-b" + batch + ".jsonl", batch, five("e4m3:ties-to-even")));
            files.add(new TraceFile("mixed-b" + batch + ".jsonl", batch, MIXED));
        }
        return List.copyOf(files);
    }

    private static List<String> five(String quantizer) {
        return List.of(quantizer, quantizer, quantizer, quantizer, quantizer);
    }

    /**
     * Writes every run and the manifest.
     *
     * @param directory made if it is not there
     */
    public static List<Manifest.Entry> write(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Manifest.Entry> entries = new ArrayList<>();
        for (TraceFile file : files()) {
            long[] tensors = new long[1];
            String sum = AtomicFile.text(directory.resolve(file.name()), out -> tensors[0] = file.write(out));
            entries.add(new Manifest.Entry(file.name(), tensors[0], sum));
        }
        Manifest.write(directory, entries);
        return entries;
    }
}

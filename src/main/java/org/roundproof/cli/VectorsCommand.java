package org.roundproof.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.vectors.AtomicFile;
import org.roundproof.conformance.vectors.InputType;
import org.roundproof.conformance.vectors.Manifest;
import org.roundproof.conformance.vectors.TraceCollection;
import org.roundproof.conformance.vectors.VectorCollection;
import org.roundproof.conformance.vectors.VectorCsv;
import org.roundproof.conformance.vectors.VectorGroup;
import org.roundproof.conformance.vectors.VectorJson;
import org.roundproof.conformance.vectors.VectorNpy;
import org.roundproof.conformance.vectors.VectorSchema;
import org.roundproof.conformance.vectors.VectorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes test vectors. */
@Command(
        name = "vectors",
        description = {
            "Writes test vectors for other implementations: questions at the corners of a quantizer with their exact",
            "answers. SPEC is a quantizer (e4m3:sr(8)), a format (its decode table) or random (known answers of the",
            "random words). Without SPEC, --out DIR gets a file for each format of a fixed list."
        },
        sortOptions = false)
final class VectorsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "SPEC",
            description = "What the vectors are about; several give several groups.")
    private List<String> specs = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "1|2|3",
            description = {
                "1: corners; 2: every value, midpoint and neighbour of formats of up to 8 bits, and random inputs;",
                "3: the same up to 16 bits, and every word of sr(R) up to 8 bits (default: 1)."
            })
    private int level = 1;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of random inputs, 64 bits, decimal or 0x… (default: ${DEFAULT-VALUE}).")
    private String seed;

    @Option(
            names = "--input",
            paramLabel = "TYPE",
            defaultValue = "binary64",
            description = "Type of the inputs: binary64, binary32, binary16 or bfloat16 (default: ${DEFAULT-VALUE}).")
    private String input;

    @Option(
            names = "--as",
            paramLabel = "FORM",
            defaultValue = "json",
            description = {
                "json; csv with the columns id,x,words; npy with x.npy and words.npy in the directory --out",
                "(default: ${DEFAULT-VALUE})."
            })
    private String form;

    @Option(names = "--answers", description = "csv: the columns y,code,ternary too; npy: y.npy and code.npy too.")
    private boolean answers;

    @Option(names = "--out", paramLabel = "PATH", description = "File (without SPEC, directory) to write to.")
    private @Nullable Path out;

    @Option(
            names = "--traces",
            description = {
                "Write whole runs of the exact engine as traces to the directory --out: data, random words, and",
                "every tensor before and after its quantizer."
            })
    private boolean traces;

    @Option(names = "--schema", description = "Print the JSON schema of vector files.")
    private boolean schema;

    @Override
    public void run() {
        PrintWriter console = spec.commandLine().getOut();
        if (schema) {
            console.print(VectorSchema.text());
            return;
        }
        if (out != null && out.toString().isEmpty()) {
            throw new InputException("--out is empty: name a file or a directory");
        }
        VectorSettings settings = new VectorSettings(level, RandomOptions.parse(seed), InputType.parse(input));
        if (!List.of("json", "csv", "npy").contains(form)) {
            throw new InputException("there is no form '" + form + "': write json, csv or npy");
        }
        if (answers && form.equals("json")) {
            throw new InputException("--answers is for csv and npy; json holds the answers");
        }
        List<VectorGroup> groups = specs.stream().map(VectorGroup::parse).toList();
        try {
            if (traces) {
                traces();
            } else if (groups.isEmpty()) {
                collection(settings);
            } else {
                told(write(groups, settings), settings, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void traces() throws IOException {
        if (out == null || !specs.isEmpty()) {
            throw new InputException("--traces writes a fixed list of runs: give --out DIR and no SPEC");
        }
        refuseFile(out, "with --traces");
        List<Manifest.Entry> entries = TraceCollection.write(out);
        long tensors = entries.stream().mapToLong(Manifest.Entry::tests).sum();
        spec.commandLine().getErr().println("vectors: " + entries.size() + " runs, " + tensors + " tensors, to " + out);
    }

    private static void refuseFile(Path out, String when) {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new InputException("--out " + out + " is a file; " + when + " a directory is needed");
        }
    }

    private long npy(List<VectorGroup> groups, VectorSettings settings) throws IOException {
        if (out == null || groups.size() != 1) {
            throw new InputException("npy needs one quantizer and --out DIR: x.npy and words.npy are written there");
        }
        refuseFile(out, "with npy");
        return VectorNpy.write(out, groups.get(0), settings, answers);
    }

    private void collection(VectorSettings settings) throws IOException {
        if (out == null || !form.equals("json")) {
            throw new InputException(
                    "give a quantizer such as e4m3:sr, a format such as e4m3, or random; or --out DIR for all, as json");
        }
        refuseFile(out, "without SPEC");
        long tests = VectorCollection.write(out, settings).stream()
                .mapToLong(Manifest.Entry::tests)
                .sum();
        told(tests, settings, out);
    }

    private long write(List<VectorGroup> groups, VectorSettings settings) throws IOException {
        if (form.equals("npy")) {
            return npy(groups, settings);
        }
        if (out == null) {
            PrintWriter console = spec.commandLine().getOut();
            try {
                Writer pipe = new BufferedWriter(new PipeWriter(console), 1 << 16);
                long tests = content(groups, settings, pipe);
                pipe.flush();
                return tests;
            } catch (UncheckedIOException | IOException e) {
                return -1; // nobody listens any more
            }
        }
        if (Files.isDirectory(out)) {
            throw new InputException("--out " + out + " is a directory; with SPEC a file is needed");
        }
        long[] tests = new long[1];
        AtomicFile.text(out, writer -> tests[0] = content(groups, settings, writer));
        return tests[0];
    }

    private long content(List<VectorGroup> groups, VectorSettings settings, Writer writer) {
        return form.equals("csv")
                ? VectorCsv.write(groups, settings, answers, writer)
                : VectorJson.write(groups, settings, writer);
    }

    /** One line on standard error. */
    private void told(long tests, VectorSettings settings, @Nullable Path where) {
        if (tests >= 0) {
            spec.commandLine()
                    .getErr()
                    .println("vectors: " + tests + " tests, level " + settings.level() + ", seed "
                            + Long.toUnsignedString(settings.seed()) + ", input "
                            + settings.input().text() + (where == null ? "" : ", to " + where));
        }
    }
}

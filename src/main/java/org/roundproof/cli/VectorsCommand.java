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
import org.roundproof.conformance.vectors.VectorCollection;
import org.roundproof.conformance.vectors.VectorCsv;
import org.roundproof.conformance.vectors.VectorGroup;
import org.roundproof.conformance.vectors.VectorJson;
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
            description = "json, or csv with the columns id,x,words (default: ${DEFAULT-VALUE}).")
    private String form;

    @Option(names = "--answers", description = "csv: the columns y,code,ternary too.")
    private boolean answers;

    @Option(names = "--out", paramLabel = "PATH", description = "File (without SPEC, directory) to write to.")
    private @Nullable Path out;

    @Option(names = "--schema", description = "Print the JSON schema of vector files.")
    private boolean schema;

    @Override
    public void run() {
        PrintWriter console = spec.commandLine().getOut();
        if (schema) {
            console.print(VectorSchema.text());
            return;
        }
        VectorSettings settings = new VectorSettings(level, RandomOptions.parse(seed), InputType.parse(input));
        if (!form.equals("json") && !form.equals("csv")) {
            throw new InputException("there is no form '" + form + "': write json or csv");
        }
        if (answers && form.equals("json")) {
            throw new InputException("--answers is for csv; json holds the answers");
        }
        List<VectorGroup> groups = specs.stream().map(VectorGroup::parse).toList();
        try {
            if (groups.isEmpty()) {
                collection(settings);
            } else {
                told(write(groups, settings), settings, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collection(VectorSettings settings) throws IOException {
        if (out == null || !form.equals("json")) {
            throw new InputException(
                    "give a quantizer such as e4m3:sr, a format such as e4m3, or random; or --out DIR for all, as json");
        }
        if (Files.isRegularFile(out)) {
            throw new InputException("--out " + out + " is a file; without SPEC a directory is needed");
        }
        long tests = VectorCollection.write(out, settings).stream()
                .mapToLong(Manifest.Entry::tests)
                .sum();
        told(tests, settings, out);
    }

    private long write(List<VectorGroup> groups, VectorSettings settings) throws IOException {
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

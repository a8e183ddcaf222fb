package org.roundproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.check.Answers;
import org.roundproof.conformance.check.CheckReport;
import org.roundproof.conformance.check.Checker;
import org.roundproof.conformance.check.KnownFailures;
import org.roundproof.conformance.check.NpyAnswers;
import org.roundproof.conformance.check.VectorReader;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks the answers of another implementation. */
@Command(
        name = "check",
        description = {
            "Checks another implementation's answers bit for bit and says which mistake it makes.",
            "",
            "  check VECTORS.json ANSWERS       answers to the tests of a vector file: id,y or id,code",
            "  check --quantizer SPEC ANSWERS   a log with the columns x[,words],y or x[,words],code",
            "",
            "ANSWERS is CSV with a header, JSON lines with the same field names, or NPY (to vectors: in the order of",
            "the tests); - is standard input. An answer may be 'unsupported': it is skipped, never passed."
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Roundproof parent;

    @Parameters(arity = "1..2", paramLabel = "FILE", description = "[VECTORS] ANSWERS.")
    private List<String> files;

    @Option(
            names = "--quantizer",
            paramLabel = "SPEC",
            description = "FORMAT:ROUNDING[:OVERFLOW], what the implementation should be.")
    private @Nullable String quantizer;

    @Mixin
    private AnswerOptions reading;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many wrong answers of a class are shown (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--known-failures",
            paramLabel = "FILE",
            description = "Ids of tests that are known to fail, one a line, * at the end as wildcard, # for comments.")
    private @Nullable Path knownFailures;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CheckReport report = quantizer == null ? vectors(parent.in) : log(quantizer, parent.in);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, CheckJson.of(report));
        } else {
            new CheckText(out).print(report);
        }
        return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private CheckReport vectors(InputStream in) throws IOException {
        if (files.size() != 2) {
            throw new InputException("what " + files.get(0)
                    + " answers is missing: give a vector file before it, or --quantizer SPEC for a log");
        }
        try (VectorReader tests = new VectorReader(Files.newBufferedReader(Path.of(files.get(0))), files.get(0));
                Answers answers = reading.answers(files.get(1), in)) {
            return checker().vectors(tests, answers, answers instanceof NpyAnswers);
        }
    }

    private CheckReport log(String expression, InputStream in) throws IOException {
        if (files.size() != 1) {
            throw new InputException(
                    "with --quantizer there is one file, the answers; " + files.get(1) + " is a second");
        }
        try (Answers answers = reading.log(files.get(0), in)) {
            return checker().log(quantizer(expression), answers);
        }
    }

    private Checker checker() throws IOException {
        if (limit < 0) {
            throw new InputException("--limit " + limit + " is negative");
        }
        List<String> lines = knownFailures == null ? List.of() : Files.readAllLines(knownFailures);
        return new Checker(limit, new KnownFailures(lines));
    }

    private static Quantizer quantizer(String expression) {
        if (OperatorExpression.parse(expression).resolve() instanceof Quantizer q) {
            return q;
        }
        throw new InputException(
                "check --quantizer needs a quantizer, FORMAT:ROUNDING[:OVERFLOW], not '" + expression + "'");
    }
}

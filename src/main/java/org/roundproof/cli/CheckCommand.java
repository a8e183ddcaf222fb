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
import org.roundproof.conformance.BlackBoxLog;
import org.roundproof.conformance.BlackBoxReport;
import org.roundproof.conformance.check.Answers;
import org.roundproof.conformance.check.CheckReport;
import org.roundproof.conformance.check.Checker;
import org.roundproof.conformance.check.Draws;
import org.roundproof.conformance.check.KnownFailures;
import org.roundproof.conformance.check.NpyAnswers;
import org.roundproof.conformance.check.TraceCheck;
import org.roundproof.conformance.check.VectorReader;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.TraceReader;
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
            "  check --quantizer SPEC --black-box ANSWERS",
            "                                   draws x,y in their order, random bits unknown: statistics",
            "  check --trace EXPECTED.jsonl ANSWERS.jsonl",
            "                                   the first step, tensor and element where two training runs differ",
            "",
            "ANSWERS is CSV with a header, JSON lines with the same field names, or NPY (to vectors: in the order of",
            "the tests); - is standard input. An answer may be 'unsupported': it is skipped, never passed;",
            "a test without any answer fails the check."
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

    @Option(names = "--black-box", description = "Judge draws whose random bits are not known by statistics.")
    private boolean blackBox;

    @Option(
            names = "--false-alarm",
            paramLabel = "P",
            defaultValue = "1e-9",
            description = "Bound of the probability that a right implementation fails (default: ${DEFAULT-VALUE}).")
    private double falseAlarm;

    @Option(names = "--trace", description = "Compare two traces, as train --trace writes them.")
    private boolean trace;

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

    @Option(names = "--partial", description = "Skip tests without an answer; they fail the check otherwise.")
    private boolean partial;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (limit < 0) {
            throw new InputException("--limit " + limit + " is negative");
        }
        if (trace) {
            return traces();
        } else if (blackBox) {
            return blackBox();
        }
        CheckReport report = quantizer == null ? vectors(parent.in) : log(quantizer, parent.in);
        if (json) {
            Json.print(out(), CheckJson.of(report));
        } else {
            new CheckText(out()).print(report);
        }
        return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int traces() throws IOException {
        if (quantizer != null || blackBox || files.size() != 2) {
            throw new InputException("--trace takes two files, the expected trace and theirs, and no quantizer");
        }
        try (TraceReader expected = trace(files.get(0));
                TraceReader theirs = trace(files.get(1))) {
            TraceCheck.Result result = TraceCheck.compare(expected, theirs);
            if (json) {
                Json.print(out(), TraceText.json(result));
            } else {
                TraceText.print(result, out());
            }
            return result.comparison().identical() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private TraceReader trace(String file) throws IOException {
        return file.equals("-")
                ? new TraceReader(Utf8.reader(parent.in), "standard input")
                : new TraceReader(Utf8.reader(Files.newInputStream(Path.of(file))), file);
    }

    private int blackBox() throws IOException {
        if (quantizer == null || files.size() != 1) {
            throw new InputException("--black-box takes --quantizer SPEC and one file, the draws");
        }
        Quantizer q = quantizer(quantizer);
        BlackBoxLog judge = new BlackBoxLog(q, falseAlarm);
        try (Answers answers = reading.log(files.get(0), parent.in)) {
            Draws draws = Draws.read(q, answers);
            BlackBoxReport report = judge.judge(draws.x(), draws.y());
            if (json) {
                Json.print(out(), BlackBoxText.json(report));
            } else {
                BlackBoxText.print(report, limit, out());
            }
            return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private CheckReport vectors(InputStream in) throws IOException {
        if (files.size() != 2) {
            throw new InputException("what " + files.get(0)
                    + " answers is missing: give a vector file before it, or --quantizer SPEC for a log");
        }
        try (VectorReader tests =
                        new VectorReader(Utf8.reader(Files.newInputStream(Path.of(files.get(0)))), files.get(0));
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
        List<String> lines = knownFailures == null ? List.of() : Files.readAllLines(knownFailures);
        return new Checker(limit, new KnownFailures(lines), partial);
    }

    private static Quantizer quantizer(String expression) {
        if (OperatorExpression.parse(expression).resolve() instanceof Quantizer q) {
            return q;
        }
        throw new InputException(
                "check --quantizer needs a quantizer, FORMAT:ROUNDING[:OVERFLOW], not '" + expression + "'");
    }
}

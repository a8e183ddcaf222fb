package org.roundproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.check.AnswerForm;
import org.roundproof.conformance.check.Answers;
import org.roundproof.conformance.check.CsvAnswers;
import org.roundproof.conformance.check.JsonAnswers;
import org.roundproof.conformance.check.NpyAnswers;
import org.roundproof.conformance.check.NpyArray;
import picocli.CommandLine.Option;

/** How answers are read. */
final class AnswerOptions {
    @Option(
            names = "--as",
            paramLabel = "FORM",
            description = "csv, jsonl or npy, where the file's name does not end so (default for -: csv).")
    private @Nullable String form;

    @Option(names = "--x", paramLabel = "X.npy", description = "The inputs, for answers in NPY without vectors.")
    private @Nullable Path inputs;

    @Option(names = "--words", paramLabel = "W.npy", description = "Their random words, uint32, one column a level.")
    private @Nullable Path words;

    /** Answers that bring their inputs along. */
    Answers log(String file, InputStream standardInput) throws IOException {
        AnswerForm as = form(file);
        if (as == AnswerForm.NPY && inputs == null) {
            throw new InputException("answers in NPY without a vector file need their inputs: give --x X.npy");
        }
        if (as != AnswerForm.NPY && (inputs != null || words != null)) {
            throw new InputException("--x and --words go with answers in NPY; " + file + " has its own columns");
        }
        return open(file, as, standardInput);
    }

    /** Answers to a vector file, or draws. */
    Answers answers(String file, InputStream standardInput) throws IOException {
        if (inputs != null || words != null) {
            throw new InputException("--x and --words go with --quantizer; a vector file has the inputs");
        }
        return open(file, form(file), standardInput);
    }

    private AnswerForm form(String file) {
        if (form != null) {
            return AnswerForm.parse(form);
        }
        return file.equals("-") ? AnswerForm.CSV : AnswerForm.ofFile(file);
    }

    private Answers open(String file, AnswerForm as, InputStream standardInput) throws IOException {
        InputStream in = file.equals("-") ? standardInput : Files.newInputStream(Path.of(file));
        String name = file.equals("-") ? "standard input" : file;
        return switch (as) {
            case CSV -> new CsvAnswers(Utf8.reader(in), name);
            case JSONL -> new JsonAnswers(Utf8.reader(in), name);
            case NPY -> new NpyAnswers(new NpyArray(in, name), name, array(inputs), array(words));
        };
    }

    private static @Nullable NpyArray array(@Nullable Path file) throws IOException {
        return file == null ? null : new NpyArray(Files.newInputStream(file), file.toString());
    }
}

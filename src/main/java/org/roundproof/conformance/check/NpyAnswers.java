package org.roundproof.conformance.check;

import java.io.Closeable;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.format.HexFloat;

/** Answers as a NumPy array, floats for values and unsigned integers for codes; for a log with arrays of x and words. */
public final class NpyAnswers implements Answers {
    private final NpyArray answers;
    private final String name;
    private final @Nullable NpyArray inputs;
    private final @Nullable NpyArray words;
    private long row;

    /**
     * Answers in the order of the tests, or beside arrays of as many rows.
     *
     * @param name file's name, for messages
     * @param inputs x, floats; null where a vector file has them
     * @param words uint32, one column a level; null where none are used
     */
    public NpyAnswers(NpyArray answers, String name, @Nullable NpyArray inputs, @Nullable NpyArray words) {
        this.answers = answers;
        this.name = name;
        this.inputs = inputs;
        this.words = words;
        if (answers.columns() != 1) {
            throw new InputException(name + " has two dimensions; answers have one");
        }
        if (inputs != null && (inputs.integers() || inputs.columns() != 1 || inputs.rows() != answers.rows())) {
            throw new InputException("the array of --x has " + inputs.rows() + " rows; " + answers.rows()
                    + " floats in one dimension are needed, one for each row of " + name);
        }
        if (words != null && (!words.words() || words.rows() != answers.rows())) {
            throw new InputException("the array of --words has " + words.rows() + " rows; " + answers.rows()
                    + " rows of uint32 are needed, one for each row of " + name);
        }
    }

    @Override
    public @Nullable AnswerRow next() throws IOException {
        if (row == answers.rows()) {
            return null;
        }
        row++;
        String x = inputs == null ? null : HexFloat.of(inputs.number());
        String given = words == null ? null : words(words);
        String where = name + ", element " + (row - 1);
        return answers.integers()
                ? AnswerRow.of(where, null, x, given, null, "0x" + Long.toHexString(answers.integer()))
                : AnswerRow.of(where, null, x, given, HexFloat.of(answers.number()), null);
    }

    private static String words(NpyArray words) throws IOException {
        StringJoiner levels = new StringJoiner(" ");
        for (int level = 0; level < words.columns(); level++) {
            levels.add("0x" + Long.toHexString(words.integer()));
        }
        return levels.toString();
    }

    @Override
    public void close() throws IOException {
        for (Closeable array : new Closeable[] {answers, inputs, words}) {
            if (array != null) {
                array.close();
            }
        }
    }
}

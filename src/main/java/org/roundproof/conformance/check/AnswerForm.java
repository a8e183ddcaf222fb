package org.roundproof.conformance.check;

import java.util.Locale;
import org.roundproof.InputException;

/** The forms in which answers come. */
public enum AnswerForm {
    /** Comma-separated with a header. */
    CSV,
    /** One JSON object a line. */
    JSONL,
    /** A NumPy array. */
    NPY;

    /**
     * The form of a name: {@code csv}, {@code jsonl} or {@code npy}.
     *
     * @throws InputException for another
     */
    public static AnswerForm parse(String name) {
        for (AnswerForm form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(name)) {
                return form;
            }
        }
        throw new InputException("there is no form '" + name + "': answers are csv, jsonl or npy");
    }

    /**
     * The form that a file's name ends with.
     *
     * @throws InputException for another ending
     */
    public static AnswerForm ofFile(String file) {
        int dot = file.lastIndexOf('.');
        String ending = dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "csv" -> CSV;
            case "jsonl", "ndjson" -> JSONL;
            case "npy" -> NPY;
            default ->
                throw new InputException(file
                        + " does not tell its form: end its name with .csv, .jsonl or .npy, or say --as csv|jsonl|npy");
        };
    }
}

package org.roundproof.conformance.check;

import java.io.IOException;
import java.util.Arrays;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.conformance.diagnosis.Answered;
import org.roundproof.quantizer.Quantizer;

/**
 * The draws of an implementation whose random bits are not known, in the order of drawing.
 *
 * @param x inputs
 * @param y results
 */
public record Draws(double[] x, double[] y) {
    /**
     * Reads rows of x and y, or x and code; rows without an answer are passed over.
     *
     * @throws InputException naming file and line of a row that cannot be read, or where there is none
     */
    public static Draws read(Quantizer quantizer, Answers answers) throws IOException {
        double[] x = new double[1024];
        double[] y = new double[1024];
        int size = 0;
        for (AnswerRow row = answers.next(); row != null; row = answers.next()) {
            if (row.answered()) {
                if (size == x.length) {
                    x = Arrays.copyOf(x, 2 * size);
                    y = Arrays.copyOf(y, 2 * size);
                }
                x[size] = row.number();
                Answered answer = Group.answered(new Query(quantizer, x[size], WordList.NONE), row);
                y[size++] = answer.got();
            }
        }
        if (size == 0) {
            throw new InputException("there is no draw to judge; a log has one row of x and y for each");
        }
        return new Draws(Arrays.copyOf(x, size), Arrays.copyOf(y, size));
    }
}

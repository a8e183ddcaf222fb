package org.roundproof.conformance.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.roundproof.InputException;
import org.roundproof.format.HexFloat;
import org.roundproof.quantizer.Quantizer;

/**
 * Writes the tests of quantizers as CSV (RFC 4180, lines ended by {@code \n}): {@code id,x,words}, the questions alone, or
 * {@code id,x,words,y,code,ternary}. An id with a comma in it stands in quotation marks.
 */
public final class VectorCsv {
    private VectorCsv() {}

    /**
     * Writes a whole file.
     *
     * @param answers whether the answers are written too
     * @return the number of tests
     * @throws InputException for a group that is no quantizer's
     */
    public static long write(List<VectorGroup> groups, VectorSettings settings, boolean answers, Writer out) {
        List<Quantizer> quantizers =
                groups.stream().map(group -> quantizer(group, "CSV")).toList();
        long[] tests = new long[1];
        try {
            out.write(answers ? "id,x,words,y,code,ternary\n" : "id,x,words\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Quantizer quantizer : quantizers) {
            new QuantizerVectors(quantizer, settings).forEach(test -> {
                tests[0]++;
                row(test, answers, out);
            });
        }
        return tests[0];
    }

    /** The quantizer of a group. */
    static Quantizer quantizer(VectorGroup group, String form) {
        if (group instanceof VectorGroup.OfQuantizer of) {
            return of.quantizer();
        }
        throw new InputException(
                form + " holds the tests of quantizers alone, and '" + group.spec() + "' is none: write it as json");
    }

    private static void row(VectorTest test, boolean answers, Writer out) {
        String id = test.query().id();
        StringBuilder text = new StringBuilder(120);
        text.append(id.indexOf(',') < 0 ? id : '"' + id + '"').append(',');
        text.append(HexFloat.of(test.query().x())).append(',');
        text.append(test.query().words().text());
        if (answers) {
            text.append(',').append(HexFloat.of(test.answer())).append(',');
            text.append(test.code().orElse("")).append(',').append(test.ternary());
        }
        try {
            out.append(text.append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

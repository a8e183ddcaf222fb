package org.roundproof.cli;

import java.io.IOException;
import java.util.List;
import org.roundproof.InputException;
import org.roundproof.format.NumberScanner;
import org.roundproof.quantizer.Quantizer;

/**
 * Quantizes lines {@code x} or {@code x,words}: one answer a line, in order. At the first bad line all answers before it are
 * written, and none after it. The note is {@code proofs-notes/streams.md}.
 *
 * @param quantizer Q
 * @param rounder what computes Q(x)
 * @param words of each line
 * @param columns what to print
 */
record QuantizeLines(
        Quantizer quantizer, QuantizeEngine.Rounder rounder, ElementWords words, List<QuantizedColumn> columns) {
    void run(LineInput in, ByteOutput out) throws IOException {
        boolean resultAlone = columns.equals(List.of(QuantizedColumn.Y));
        while (in.next()) {
            try {
                answer(in, out, resultAlone);
            } catch (InputException e) {
                out.flush();
                throw new InputException("line " + in.number() + ": " + e.getMessage());
            }
        }
        out.flush();
    }

    private void answer(LineInput in, ByteOutput out, boolean resultAlone) throws IOException {
        if (in.tooLong()) {
            throw new InputException("the line has more than " + LineInput.LONGEST + " bytes: write one value a line");
        }
        byte[] text = in.bytes();
        int comma = in.from();
        while (comma < in.to() && text[comma] != ',') {
            comma++;
        }
        double x = NumberScanner.scan(text, in.from(), comma);
        if (comma < in.to()) {
            words.at(in.number() - 1, text, comma + 1, in.to());
        } else {
            words.at(in.number() - 1);
        }
        double y = rounder.round(x, words);
        if (resultAlone) {
            out.number(y);
            out.put('\n');
        } else {
            out.text(row(x, y));
        }
    }

    private String row(double x, double y) {
        StringBuilder row = new StringBuilder();
        for (QuantizedColumn column : columns) {
            row.append(row.isEmpty() ? "" : ",").append(column.text(quantizer, x, y));
        }
        return row.append('\n').toString();
    }
}

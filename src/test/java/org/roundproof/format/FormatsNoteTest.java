package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Generates the parameter table of proofs-notes/formats.md and holds the note to it. */
class FormatsNoteTest {
    private static final Path NOTE = Path.of("proofs-notes", "formats.md");

    @Test
    void tableOfTheNoteIsWhatTheCodeSays() throws IOException {
        List<String> generated = Formats.named().stream()
                .map(format -> row((FloatFormat) format))
                .toList();
        List<String> printed = Files.readAllLines(NOTE).stream()
                .filter(line -> line.matches("\\| `[a-z0-9]+` \\| [0-9]+ \\|.*"))
                .toList();
        assertEquals(
                String.join("\n", generated),
                String.join("\n", printed),
                "the table of " + NOTE + " must read\n" + String.join("\n", generated));
    }

    private static String row(FloatFormat format) {
        return "| `"
                + String.join(
                        " | ",
                        format.expression() + "`",
                        String.valueOf(format.bits()),
                        String.valueOf(format.precision()),
                        "2^" + format.minExponent(),
                        text(format.maxFinite()),
                        "2^" + Math.getExponent(format.smallestPositive()),
                        format.hasZero() ? format.hasNegativeZero() ? "±0" : "0" : "–",
                        format.hasPositiveInfinity() ? "±∞" : "–",
                        nans(format))
                + " |";
    }

    /** A short number as it is, a long one as significand and exponent. */
    private static String text(double value) {
        if (value < 1e6) {
            return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
        }
        return Double.toHexString(value).replace(".0p", "p");
    }

    private static String nans(FloatFormat format) {
        if (!format.hasNaN()) {
            return "–";
        }
        long canonical = format.encode(Double.NaN);
        if (format.bits() > 19) {
            return "0x" + Long.toHexString(canonical) + " and others";
        }
        List<Long> codes = CodePointsTest.codes(format)
                .filter(code -> Double.isNaN(format.decode(code)))
                .boxed()
                .collect(Collectors.toList());
        return "0x" + Long.toHexString(canonical) + (codes.size() == 1 ? "" : " of " + codes.size());
    }
}

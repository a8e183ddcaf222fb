package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.roundproof.InputException;

/** The scanner against Java's own parser, and its grammar against a regular expression. */
class NumberScannerProperties {
    private static final Pattern GRAMMAR = Pattern.compile(
            "[+-]?(0x([0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)(p[+-]?[0-9]+)?"
                    + "|([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?|inf|infinity|nan)",
            Pattern.CASE_INSENSITIVE);

    @Property
    void everyDoubleIsReadBack(@ForAll double x) {
        assertEquals(x, HexFloat.parse(HexFloat.of(x)));
        assertEquals(x, HexFloat.parse(Double.toString(x)));
        assertEquals(x, HexFloat.parse(String.format(java.util.Locale.ROOT, "%.16e", x)));
    }

    /** Texts of a number's characters: read as Java reads them where the grammar holds, refused elsewhere. */
    @Property(tries = 20_000)
    void theGrammarIsTheRegularExpression(@ForAll("nearlyNumbers") String text) {
        if (!GRAMMAR.matcher(text).matches()) {
            assertThrows(InputException.class, () -> HexFloat.parse(text), text);
        } else if (text.matches("[+-]?[.0-9].*")) {
            boolean hexWithoutExponent = text.matches("(?i).*x.*") && !text.matches("(?i).*p.*");
            assertEquals(Double.parseDouble(hexWithoutExponent ? text + "p0" : text), HexFloat.parse(text), text);
        } else {
            HexFloat.parse(text);
        }
    }

    @Provide
    Arbitrary<String> nearlyNumbers() {
        return Arbitraries.of("", "-", "+", "0x", "-0X", "1", "0.", "i", "inf", "nan")
                .flatMap(start -> Arbitraries.strings()
                        .withChars("0123456789.eEpP+-xfFdDa")
                        .ofMaxLength(9)
                        .map(rest -> start + rest));
    }
}

package org.roundproof.format;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.roundproof.InputException;

/** What a person may have meant by a name that is not known. */
final class Suggestion {
    /** Names that take arguments, as they are written. */
    private static final String[] FAMILIES = {
        "p3109(8,4,s,e)",
        "float(p=4,emin=-6,emax=8)",
        "int8(step=1/64)",
        "uint8(step=1/64)",
        "fixed(integer=3,fraction=5)"
    };

    private Suggestion() {}

    static InputException unknown(String text, String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        String near = Stream.concat(NamedFloats.ALL.stream().map(NumberFormat::expression), Stream.of(FAMILIES))
                .min(Comparator.comparingInt(known -> distance(wanted, known.replaceAll("\\(.*", ""))))
                .orElseThrow();
        return new InputException("unknown format '" + text + "': did you mean " + near + "?");
    }

    /** Levenshtein distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

package org.roundproof.format;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
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
        "fixed(integer=3,fraction=5)",
        "power(bits=4,exponent=1/2)"
    };

    /** What other libraries call these formats. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("fp4", "e2m1"),
            Map.entry("fp8", "e4m3"),
            Map.entry("float8", "e4m3"),
            Map.entry("e4m3fn", "e4m3"),
            Map.entry("float8e4m3fn", "e4m3"),
            Map.entry("fp16", "binary16"),
            Map.entry("half", "binary16"),
            Map.entry("float16", "binary16"),
            Map.entry("bf16", "bfloat16"),
            Map.entry("fp32", "binary32"),
            Map.entry("single", "binary32"),
            Map.entry("float32", "binary32"),
            Map.entry("fp64", "float(p=53,emin=-1022,emax=1022)"),
            Map.entry("double", "float(p=53,emin=-1022,emax=1022)"),
            Map.entry("float64", "float(p=53,emin=-1022,emax=1022)"),
            Map.entry("binary64", "float(p=53,emin=-1022,emax=1022)"));

    private Suggestion() {}

    static InputException unknown(String text, String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        String near = ALIASES.getOrDefault(wanted, nearest(wanted));
        return new InputException("unknown format '" + text + "': did you mean " + near + "?");
    }

    private static String nearest(String wanted) {
        return Stream.concat(NamedFloats.ALL.stream().map(NumberFormat::expression), Stream.of(FAMILIES))
                .min(Comparator.comparingInt(known -> distance(wanted, known.replaceAll("\\(.*", ""))))
                .orElseThrow();
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

package org.roundproof.conformance.vectors;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;

/** The values of a format's codes: of all codes where there are few, else of those next to powers of two. */
final class DecodeVectors {
    private DecodeVectors() {}

    /**
     * One code.
     *
     * @param y its value; null where the code stands for none
     * @param kind class of the value, such as {@code normal}
     */
    record Entry(String id, String code, @Nullable String y, String kind) {}

    static void forEach(NumberFormat format, int level, Consumer<Entry> consumer) {
        if (format.bits() <= (level == 1 ? 8 : 16)) {
            for (long code = 0; code < 1L << format.bits(); code++) {
                consumer.accept(entry(format, code));
            }
        } else {
            corners(format.bits()).forEach(code -> consumer.accept(entry(format, code)));
        }
    }

    /** Codes next to powers of two, and their complements. */
    private static SortedSet<Long> corners(int bits) {
        SortedSet<Long> codes = new TreeSet<>(Long::compareUnsigned);
        long mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
        for (int bit = 0; bit < bits; bit++) {
            for (int offset = -1; offset <= 1; offset++) {
                long code = (1L << bit) + offset & mask;
                codes.add(code);
                codes.add(~code & mask);
            }
        }
        return codes;
    }

    private static Entry entry(NumberFormat format, long code) {
        String text = VectorTest.codeText(format, code);
        ValueClass kind = format.classify(code);
        return new Entry(
                format.expression() + "/decode/" + text,
                text,
                kind == ValueClass.UNUSED ? null : HexFloat.of(format.decode(code)),
                kind.name().toLowerCase(Locale.ROOT));
    }
}

package org.roundproof.conformance.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.roundproof.conformance.WordList;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.random.WordSource;

/** The flags that are found by asking again: with the next word, or after another rounding. */
final class WordFlags {
    private final Quantizer quantizer;
    private final List<DoubleUnaryOperator> intermediates;

    WordFlags(Quantizer quantizer, InputType type) {
        this.quantizer = quantizer;
        intermediates = type.intermediates();
    }

    void add(Set<VectorFlag> flags, double x, WordList words, double answer) {
        if (!words.first().isEmpty() && Double.isFinite(x) && decides(x, words, answer)) {
            flags.add(VectorFlag.WORD_THRESHOLD);
        }
        for (DoubleUnaryOperator intermediate : intermediates) {
            double through = intermediate.applyAsDouble(x);
            boolean refused = quantizer.overflow() == Overflow.WRAP && !Double.isFinite(through);
            if (Double.compare(through, x) != 0
                    && !refused
                    && Double.compare(quantizer.quantize(through, padded(words)), answer) != 0) {
                flags.add(VectorFlag.DOUBLE_ROUNDING);
            }
        }
    }

    /** Whether the last word of use 0, one unit of its used bits more or less, changes the result. */
    private boolean decides(double x, WordList words, double answer) {
        long unit = quantizer.rounding() instanceof Rounding.StochasticBits few ? 1L << (Integer.SIZE - few.bits()) : 1;
        int last = words.first().size() - 1;
        long word = Integer.toUnsignedLong(words.first().get(last));
        for (long next : new long[] {word - unit, word + unit}) {
            if (next >= 0 && next < 1L << Integer.SIZE) {
                List<Integer> changed = new ArrayList<>(words.first());
                changed.set(last, (int) next);
                if (differs(quantizer.quantize(x, padded(new WordList(changed, words.second()))), answer)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Subtractive dither changes with every word; there the grid point must change. */
    private boolean differs(double a, double b) {
        return quantizer.rounding() instanceof Rounding.Subtractive && quantizer.format() instanceof UniformFormat grid
                ? Math.abs(a - b) > grid.step() / 2
                : Double.compare(a, b) != 0;
    }

    /** The words, and 0 after them. */
    private static WordSource padded(WordList words) {
        return (use, level) -> {
            List<Integer> given = use == 0 ? words.first() : words.second();
            return level < given.size() ? given.get(level) : 0;
        };
    }
}

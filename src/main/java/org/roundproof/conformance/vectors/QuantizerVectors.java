package org.roundproof.conformance.vectors;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * The tests of one quantizer, in a fixed order and each question once: the corners, the sweep of the format, random inputs.
 * A pure function of the quantizer and the settings; inputs that the quantizer refuses (∞ and NaN under {@code wrap}) are
 * no tests.
 */
public final class QuantizerVectors {
    /** Formats and numbers of bits up to which level 3 asks with every word of {@code sr(R)}. */
    private static final int EVERY_WORD_BITS = 8;

    private final Quantizer quantizer;
    private final VectorSettings settings;
    private final XFlags xFlags;
    private final WordFlags wordFlags;
    private final WordChoices choices;

    /**
     * The tests of a quantizer.
     *
     * @param settings level, seed and input type
     */
    public QuantizerVectors(Quantizer quantizer, VectorSettings settings) {
        this.quantizer = quantizer;
        this.settings = settings;
        xFlags = new XFlags(quantizer, settings.input());
        wordFlags = new WordFlags(quantizer, settings.input());
        choices = new WordChoices(quantizer);
    }

    /** Words of level 0 that one element consumes: 0, 1, or 2 (TPDF). */
    public static int wordsPerElement(Rounding rounding) {
        if (rounding instanceof Rounding.Deterministic) {
            return 0;
        }
        return rounding instanceof Rounding.Tpdf ? 2 : 1;
    }

    /** Calls the consumer with each test. */
    public void forEach(Consumer<VectorTest> consumer) {
        questions((x, words, random) -> {
            EnumSet<VectorFlag> common = xFlags.of(x);
            if (random) {
                common.add(VectorFlag.RANDOM);
            }
            for (WordList list : words) {
                Query query = new Query(quantizer, x, list);
                double answer = query.answer();
                Set<VectorFlag> flags = EnumSet.copyOf(common);
                wordFlags.add(flags, x, list, answer);
                consumer.accept(new VectorTest(query, answer, Collections.unmodifiableSet(flags)));
            }
        });
    }

    /** The number of tests, without their answers. */
    public long count() {
        long[] tests = new long[1];
        questions((x, words, random) -> tests[0] += words.size());
        return tests[0];
    }

    /** Receives one input with the words to ask about, all different. */
    @FunctionalInterface
    private interface Questions {
        void ask(double x, Collection<WordList> words, boolean random);
    }

    private void questions(Questions questions) {
        Points corners = new Points(settings.input());
        CornerInputs.add(quantizer, settings.input(), settings.level(), corners);
        Set<Double> seen = new HashSet<>(corners.all());
        corners.all().forEach(x -> questions.ask(x, choices.at(x, false), false));
        if (quantizer.format().bits() <= settings.sweptBits()) {
            sweep(seen, questions);
        }
        random(seen, questions);
    }

    private void sweep(Set<Double> seen, Questions questions) {
        SweptInputs inputs = new SweptInputs(quantizer.format(), settings.input());
        if (!(quantizer.rounding() instanceof Rounding.Deterministic)) {
            int bits = quantizer.rounding() instanceof Rounding.StochasticBits few ? few.bits() : 0;
            boolean every = settings.level() == 3
                    && quantizer.format().bits() <= EVERY_WORD_BITS
                    && bits > 0
                    && bits <= EVERY_WORD_BITS;
            inputs.forEachFraction(bits, x -> {
                if (seen.add(x)) {
                    questions.ask(x, choices.at(x, every), false);
                }
            });
        }
        inputs.forEach(x -> {
            if (seen.add(x)) {
                questions.ask(x, choices.at(x, false), false);
            }
        });
    }

    private void random(Set<Double> seen, Questions questions) {
        RandomInputs inputs = new RandomInputs(quantizer.format(), settings);
        int count = settings.randomInputs(quantizer.format().bits());
        for (int i = 0; i < count; i++) {
            double x = inputs.input(i);
            if (seen.add(x)) {
                Set<WordList> words = new LinkedHashSet<>();
                if (settings.level() > 1) {
                    words.addAll(choices.at(x, false));
                }
                WordList drawn = choices.drawn(inputs.word(i, 0), inputs.word(i, 1));
                if (decided(x, drawn)) {
                    words.add(drawn);
                }
                questions.ask(x, words, true);
            }
        }
    }

    /** Whether words of level 0 are enough. */
    private boolean decided(double x, WordList words) {
        boolean[] more = new boolean[1];
        quantizer.quantize(x, (use, level) -> {
            more[0] |= level > 0;
            return level > 0 ? 0 : words.word(use, level);
        });
        return !more[0];
    }
}

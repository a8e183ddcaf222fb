package org.roundproof.quantizer;

import java.util.function.ToDoubleFunction;
import org.roundproof.format.ExactReal;
import org.roundproof.random.WordSource;

/** What a rounding does with a real: one result from given words, or the exact distribution over all words. */
interface RoundingRule {
    double quantize(Quantizer q, ExactReal x, WordSource words);

    /** The results at one real, as a function of the words: {@link #quantize} with its exact part done once. */
    default ToDoubleFunction<WordSource> at(Quantizer q, ExactReal x) {
        return words -> quantize(q, x, words);
    }

    Distribution distribution(Quantizer q, ExactReal x);

    /** The rule of a rounding. */
    static RoundingRule of(Rounding rounding) {
        if (rounding instanceof Rounding.Deterministic deterministic) {
            return new DeterministicRule(deterministic);
        }
        if (rounding instanceof Rounding.StochasticBits bits) {
            return new StochasticBitsRule(bits.bits(), bits.cut());
        }
        if (rounding instanceof Rounding.Tpdf) {
            return TpdfRule.INSTANCE;
        }
        if (rounding instanceof Rounding.Subtractive) {
            return SubtractiveRule.INSTANCE;
        }
        return StochasticRule.INSTANCE;
    }
}

package org.roundproof.benchmark;

import java.util.SplittableRandom;
import org.roundproof.random.RandomWords;
import org.roundproof.sgd.Target;

/** Uniform doubles of 53 bits in [0, 1) for the stochastic decisions of {@link TextbookSgd}. */
interface TextbookUniforms {
    /** The number of an element's use 0 or 1. */
    double next(Target target, int step, int element, int use);

    /** A textbook's: cheap, one after the other, wherever they go. */
    static TextbookUniforms sequence(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return (target, step, element, use) -> random.nextDouble();
    }

    /** The engines' own words of replicate 0, levels 0 and 1, cut to 53 bits. */
    static TextbookUniforms of(RandomWords words) {
        return (target, step, element, use) -> {
            long high = Integer.toUnsignedLong(words.word(target.role(), step, 0, element, use, 0));
            int low = words.word(target.role(), step, 0, element, use, 1);
            return (high << 21 | low >>> 11) * 0x1p-53;
        };
    }
}

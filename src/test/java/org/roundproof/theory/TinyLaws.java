package org.roundproof.theory;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.theory.PathEnumerator.Atom;
import org.roundproof.theory.PathEnumerator.Noise;

/**
 * A variance law α + βz² together with random outcomes of few rational values that realise it: z ↦ factor·z + shift. The
 * factor is skewed, so that nothing can rest on a vanishing third moment.
 */
enum TinyLaws {
    NONE(false, false, false),
    ADDITIVE(true, false, false),
    MULTIPLICATIVE(false, true, false),
    SHARED(false, true, true),
    MIXED(true, true, false),
    MIXED_SHARED(true, true, true);

    private final VarianceLaw law;
    private final Noise noise;

    TinyLaws(boolean additive, boolean multiplicative, boolean shared) {
        law = new VarianceLaw(
                additive ? BigFraction.of(1, 4) : BigFraction.ZERO,
                multiplicative ? BigFraction.of(1, 4) : BigFraction.ZERO,
                shared);
        noise = new Noise(
                multiplicative ? factors() : Noise.CERTAIN_ONE, additive ? shifts() : Noise.CERTAIN_ZERO, shared);
    }

    /** 1 + ζ/2 with ζ = 2 (probability 1/5) or −1/2 (4/5): mean 1, variance 1/4, third central moment 3/16. */
    private static List<Atom<Ratio>> factors() {
        return List.of(new Atom<>(Ratio.of(2, 1), Ratio.of(1, 5)), new Atom<>(Ratio.of(3, 4), Ratio.of(4, 5)));
    }

    /** ±1/2. */
    private static List<Atom<Ratio>> shifts() {
        return List.of(new Atom<>(Ratio.of(1, 2), Ratio.of(1, 2)), new Atom<>(Ratio.of(-1, 2), Ratio.of(1, 2)));
    }

    VarianceLaw law() {
        return law;
    }

    Noise noise() {
        return noise;
    }
}

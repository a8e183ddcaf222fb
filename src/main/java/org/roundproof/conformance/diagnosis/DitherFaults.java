package org.roundproof.conformance.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Rounding;

/** Mistakes of triangular dither. */
final class DitherFaults {
    private static final ExactReal HALF = ExactReal.of(0.5);
    private static final String NOISE = "Look at the noise: U1 + U2 - 1 in steps, two independent uniforms, mean zero.";

    static final List<Fault> ALL = List.of(
            Fault.of(
                    "dither-one-uniform",
                    "adds one uniform, U - 1/2, in place of two",
                    NOISE,
                    r -> dither(r, words -> Dither.uniform(words, 0).subtract(HALF))),
            Fault.of(
                    "dither-same-word",
                    "uses the same word for both uniforms",
                    NOISE,
                    r -> dither(r, words -> Dither.uniform(words, 0).scale(1).subtract(ExactReal.ONE))),
            Fault.of(
                    "dither-half-width",
                    "adds noise of half the width",
                    NOISE,
                    r -> dither(r, words -> Dither.RIGHT.noise(words).scale(-1))),
            Fault.of(
                    "dither-not-centred",
                    "adds U1 + U2 without taking off its mean",
                    NOISE,
                    r -> dither(r, words -> Dither.RIGHT.noise(words).add(ExactReal.ONE))),
            Fault.of(
                    "dither-floored",
                    "takes the floor after the noise in place of the nearest step",
                    "Look at the rounding after the noise: it is to nearest.",
                    r -> dither(r, words -> Dither.RIGHT.noise(words).subtract(HALF))),
            Fault.of(
                    "dither-as-stochastic",
                    "rounds stochastically with the first word, in place of triangular dither",
                    NOISE,
                    r -> r.asked().rounding() instanceof Rounding.Tpdf
                            ? r.withDecision(at -> ExactStochastic.away(at.fraction(), at.words()))
                            : null));

    private DitherFaults() {}

    private static @Nullable Semantics dither(Semantics r, Dither wrong) {
        return r.asked().rounding() instanceof Rounding.Tpdf ? r.withDecision(wrong) : null;
    }
}

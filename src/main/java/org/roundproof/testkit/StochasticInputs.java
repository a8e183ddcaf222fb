package org.roundproof.testkit;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Quantizer;

/** Inputs together with random words, at and next to the word where the rounding changes its mind. */
public interface StochasticInputs extends QuantizerInputs {
    /** Inputs within the range, with words. */
    @Provide
    default Arbitrary<Tuple2<Input, Words>> decisions() {
        Quantizer quantizer = subject().quantizer();
        return Combinators.combine(
                        inputsInRange(),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers(),
                        Arbitraries.integers(),
                        Arbitraries.longs())
                .as((input, kind, first, second, seed) -> Tuple.of(
                        input,
                        new Words(
                                switch (kind) {
                                    case 0 -> 0;
                                    case 1 -> -1;
                                    case 2, 3, 4 -> threshold(quantizer, input) + kind - 3;
                                    default -> first;
                                },
                                second,
                                seed)))
                .withoutEdgeCases();
    }

    /** 2³² − ⌊f·2³²⌋, the first word that goes away from zero, up to the cut of few-bit roundings. */
    private static int threshold(Quantizer quantizer, Input input) {
        ExactReal f = quantizer.format().cell(ExactReal.of(input.x())).fraction();
        BigInteger cut = f.floorScaled(-32);
        return BigInteger.ONE.shiftLeft(32).subtract(cut).intValue();
    }
}

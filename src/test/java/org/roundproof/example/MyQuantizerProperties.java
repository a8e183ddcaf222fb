package org.roundproof.example;

import static org.roundproof.testkit.Capability.INFINITIES;
import static org.roundproof.testkit.Capability.NAN;
import static org.roundproof.testkit.Capability.OVERFLOW;
import static org.roundproof.testkit.Capability.SUBNORMALS;

import org.roundproof.testkit.QuantizerContract;
import org.roundproof.testkit.QuantizerUnderTest;
import org.roundproof.testkit.StochasticRoundingContract;

/** The example of README.md; ReadmeTest holds the two together. */
class MyQuantizerProperties implements StochasticRoundingContract, QuantizerContract {
    @Override
    public QuantizerUnderTest subject() {
        return QuantizerUnderTest.stochastic("e4m3:sr(20,floor)", (x, words) -> mine((float) x, words.word(0, 0)))
                .inputs("binary32")
                .without(SUBNORMALS, OVERFLOW, NAN, INFINITIES);
    }

    /** The quantizer under test: stochastic rounding of normal numbers on the bits of a float. */
    static double mine(float x, int word) {
        int bits = Float.floatToRawIntBits(x) + (word >>> 12);
        return Float.intBitsToFloat(bits & -(1 << 20));
    }
}

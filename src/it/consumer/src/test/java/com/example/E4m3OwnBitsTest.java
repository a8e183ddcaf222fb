package com.example;

import java.util.SplittableRandom;
import org.roundproof.testkit.QuantizerContract;
import org.roundproof.testkit.QuantizerUnderTest;
import org.roundproof.testkit.StochasticRoundingContract;

/** The same kernel with random bits of its own. */
class E4m3OwnBitsTest implements StochasticRoundingContract, QuantizerContract {
    private static final SplittableRandom SEEDS = new SplittableRandom();

    private final E4m3 kernel = new E4m3();
    private final SplittableRandom random = SEEDS.split();

    @Override
    public QuantizerUnderTest subject() {
        return QuantizerUnderTest.blackBox("e4m3:sr", x -> kernel.stochastic(x, level -> random.nextInt()));
    }
}

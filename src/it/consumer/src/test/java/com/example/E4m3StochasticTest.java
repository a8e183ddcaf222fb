package com.example;

import org.roundproof.testkit.QuantizerContract;
import org.roundproof.testkit.QuantizerUnderTest;
import org.roundproof.testkit.StochasticRoundingContract;

class E4m3StochasticTest implements StochasticRoundingContract, QuantizerContract {
    @Override
    public QuantizerUnderTest subject() {
        return Adapter.stochastic(new E4m3());
    }
}

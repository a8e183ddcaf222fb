package com.example;

import org.roundproof.testkit.QuantizerContract;
import org.roundproof.testkit.QuantizerUnderTest;
import org.roundproof.testkit.RoundingContract;

class E4m3RoundingTest implements RoundingContract, QuantizerContract {
    private final E4m3 kernel = new E4m3();

    @Override
    public QuantizerUnderTest subject() {
        return QuantizerUnderTest.deterministic("e4m3:ties-to-even", kernel::nearest)
                .codes(kernel::code)
                .arrays(kernel::nearest);
    }
}

package com.example;

import org.roundproof.testkit.QuantizedSgdContract;
import org.roundproof.testkit.SgdUnderTest;

class TrainerTest implements QuantizedSgdContract {
    @Override
    public SgdUnderTest subject() {
        return Adapter.trainer(new Trainer());
    }
}

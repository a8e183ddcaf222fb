package com.example;

import java.util.SplittableRandom;
import org.roundproof.testkit.QuantizedSgdContract;
import org.roundproof.testkit.SgdUnderTest;

/** The same training step with random bits of its own. */
class OwnBitsTrainerTest implements QuantizedSgdContract {
    private static final SplittableRandom SEEDS = new SplittableRandom();

    private final Trainer trainer = new Trainer();
    private final SplittableRandom random = SEEDS.split();

    @Override
    public SgdUnderTest subject() {
        return Adapter.blackBox(trainer, step -> (kind, element) -> level -> random.nextInt());
    }
}

package com.example;

import java.util.SplittableRandom;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.testkit.QuantizedSgdContract;
import org.roundproof.testkit.SgdUnderTest;

/** The same training step with random bits of its own. */
class OwnBitsTrainerTest implements QuantizedSgdContract {
    private static final SplittableRandom SEEDS = new SplittableRandom();

    private final Trainer trainer = new Trainer();
    private final SplittableRandom random = SEEDS.split();

    @Override
    public SgdUnderTest subject() {
        return SgdUnderTest.blackBox(
                TargetOperators.all(OperatorExpression.parse("e4m3:sr").resolve()),
                step -> trainer.step(
                        step.features(),
                        step.labels(),
                        step.weights(),
                        step.stepSize(),
                        (kind, element) -> level -> random.nextInt()));
    }
}

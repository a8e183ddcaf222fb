package com.example;

import java.util.Arrays;
import java.util.function.Function;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.testkit.QuantizerUnderTest;
import org.roundproof.testkit.SgdStep;
import org.roundproof.testkit.SgdUnderTest;

/** Between the kernels and the kit. */
final class Adapter {
    private Adapter() {}

    static QuantizerUnderTest stochastic(E4m3 kernel) {
        return QuantizerUnderTest.stochastic("e4m3:sr", (x, words) -> kernel.stochastic(x, bits(words)))
                .codes(kernel::code)
                .arrays((x, words) -> kernel.stochastic(
                        x, Arrays.stream(words).map(Adapter::bits).toArray(E4m3.Bits[]::new)));
    }

    static SgdUnderTest trainer(Trainer trainer) {
        return SgdUnderTest.step(
                "e4m3:sr",
                step -> trainer.step(
                        step.features(),
                        step.labels(),
                        step.weights(),
                        step.stepSize(),
                        (kind, element) -> bits(step.words().element(target(kind), element))));
    }

    /** A step that is given none of the kit's words, but bits of its own. */
    static SgdUnderTest blackBox(Trainer trainer, Function<SgdStep, Trainer.Source> bits) {
        return SgdUnderTest.blackBox(
                TargetOperators.all(OperatorExpression.parse("e4m3:sr").resolve()),
                step -> trainer.step(
                        step.features(), step.labels(), step.weights(), step.stepSize(), bits.apply(step)));
    }

    private static E4m3.Bits bits(WordSource words) {
        return level -> words.word(0, level);
    }

    private static Target target(Trainer.Kind kind) {
        return switch (kind) {
            case FEATURE -> Target.DATA;
            case LABEL -> Target.LABEL;
            case WEIGHT -> Target.PARAMETER;
            case ACTIVATION -> Target.ACTIVATION;
            case GRADIENT -> Target.GRADIENT;
        };
    }
}

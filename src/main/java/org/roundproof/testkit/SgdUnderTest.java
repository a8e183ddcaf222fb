package org.roundproof.testkit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.roundproof.InputException;
import org.roundproof.format.FloatFormat;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * An implementation of one step of quantized SGD, the five operators that it should apply, and what it can do.
 *
 * <pre>{@code
 * SgdUnderTest.step("e4m3:sr", step -> kernel.train(step))
 * }</pre>
 */
public final class SgdUnderTest implements UnderTest {
    private final TargetOperators operators;
    private final StepFunction implementation;
    private final Set<Capability> capabilities;

    private SgdUnderTest(TargetOperators operators, StepFunction implementation, Set<Capability> capabilities) {
        for (Target target : Target.values()) {
            check(operators.get(target));
        }
        this.operators = operators;
        this.implementation = implementation;
        this.capabilities = Set.copyOf(capabilities);
    }

    private static void check(Operator operator) {
        boolean judged = operator instanceof Identity
                || (operator instanceof Quantizer quantizer && !(quantizer.rounding() instanceof Rounding.Subtractive));
        if (operator instanceof Quantizer quantizer && !quantizer.format().hasZero()) {
            throw new InputException(
                    operator.expression() + " has no zero, which residuals and weights start from or go to");
        }
        if (!judged) {
            throw new InputException(operator.expression() + " has no finite support, by which the kit judges: use true"
                    + " quantizers such as e4m3:sr, or identity");
        }
    }

    /**
     * The same quantizer on all five targets, with the random words of {@link SgdStep#words()} used by this library's rule.
     *
     * @param specification {@code FORMAT:ROUNDING[:OVERFLOW]} or {@code identity}
     */
    public static SgdUnderTest step(String specification, StepFunction implementation) {
        return step(TargetOperators.all(OperatorExpression.parse(specification).resolve()), implementation);
    }

    /** An operator for each target, with the random words of {@link SgdStep#words()} used by this library's rule. */
    public static SgdUnderTest step(TargetOperators operators, StepFunction implementation) {
        return new SgdUnderTest(operators, implementation, EnumSet.of(Capability.GIVEN_WORDS, Capability.SAME_WORDS));
    }

    /** The same without some capabilities: {@code SAME_WORDS} for a rule of its own, {@code GIVEN_WORDS} for bits of its own. */
    public SgdUnderTest without(Capability... removed) {
        return new SgdUnderTest(operators, implementation, Capability.without(capabilities, removed));
    }

    /** A step that draws its own random bits, new ones in each call. */
    public static SgdUnderTest blackBox(TargetOperators operators, StepFunction implementation) {
        return new SgdUnderTest(operators, implementation, EnumSet.noneOf(Capability.class));
    }

    @Override
    public String specification() {
        Set<String> all = new LinkedHashSet<>();
        StringBuilder each = new StringBuilder();
        for (Target target : Target.values()) {
            String expression = operators.get(target).expression();
            all.add(expression);
            each.append(each.isEmpty() ? "" : " ")
                    .append(target.symbol())
                    .append('=')
                    .append(expression);
        }
        return all.size() == 1 ? "quantized SGD with " + all.iterator().next() : "quantized SGD with " + each;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** Traits of a step, {@link Trait#UNBIASED} of all five operators, others of that of the features. */
    @Override
    public boolean has(Trait trait) {
        return switch (trait) {
            case UNBIASED -> Arrays.stream(Target.values()).allMatch(target -> trait.of(operators.get(target)));
            case NOISE_OF_ROWS ->
                byChance(operators.label()) || byChance(operators.activation()) || byChance(operators.gradient());
            case NOISE_OF_PARAMETERS -> byChance(operators.parameter());
            case SIGNED ->
                Arrays.stream(Target.values())
                        .map(operators::get)
                        .allMatch(operator -> !(operator instanceof Quantizer quantizer)
                                || quantizer.format().signed());
            case WIDE ->
                operators.data() instanceof Quantizer quantizer
                        && quantizer.format() instanceof FloatFormat floats
                        && floats.maxFinite() >= Math.scalb(8.0, Math.max(floats.minExponent(), -3));
            case EXACT_ON_VALUES -> !Trait.DITHER.of(operators.data()) && !Trait.DITHER.of(operators.parameter());
            default -> trait.of(operators.data());
        };
    }

    private static boolean byChance(Operator operator) {
        return Trait.STOCHASTIC.of(operator) || Trait.DITHER.of(operator);
    }

    /** Whether a rounding may have three outcomes. */
    boolean dithers() {
        return Arrays.stream(Target.values()).anyMatch(target -> Trait.DITHER.of(operators.get(target)));
    }

    /** The five operators. */
    public TargetOperators operators() {
        return operators;
    }

    /** The implementation's new weights. */
    double[] apply(SgdStep step) {
        SgdStep copy = new SgdStep(
                step.rows(),
                step.columns(),
                step.features().clone(),
                step.labels().clone(),
                step.weights().clone(),
                step.stepSize(),
                step.words());
        double[] weights;
        try {
            weights = implementation.apply(copy);
        } catch (RuntimeException e) {
            throw Violation.threw(ClaimUnderTest.RP_18, this, step.toString(), e);
        }
        boolean numbers =
                weights.length == step.columns() && Arrays.stream(weights).allMatch(Double::isFinite);
        if (!numbers) {
            throw Violation.of(
                    ClaimUnderTest.RP_18,
                    this,
                    "at " + step + " the new weights must be " + step.columns() + " numbers, and are "
                            + Arrays.toString(weights));
        }
        return weights;
    }
}

package org.roundproof.theory;

import java.util.Locale;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * Laws between which the variances of the label, parameter, activation and gradient operators lie, for every argument within
 * their ranges. All four must be unbiased.
 *
 * @param lower laws that no variance falls below
 * @param upper laws that none exceeds
 */
record TargetLawBounds(TargetLaws lower, TargetLaws upper) {
    /** The bounds of the four operators. */
    static TargetLawBounds of(TargetOperators operators) throws UncoveredException {
        VarianceBounds label = bounds(operators, Target.LABEL);
        VarianceBounds parameter = bounds(operators, Target.PARAMETER);
        VarianceBounds activation = bounds(operators, Target.ACTIVATION);
        VarianceBounds gradient = bounds(operators, Target.GRADIENT);
        return new TargetLawBounds(
                new TargetLaws(label.lower(), parameter.lower(), activation.lower(), gradient.lower()),
                new TargetLaws(label.upper(), parameter.upper(), activation.upper(), gradient.upper()));
    }

    /** Whether every variance is a law itself. */
    boolean exact() {
        return lower.equals(upper);
    }

    private static VarianceBounds bounds(TargetOperators operators, Target target) throws UncoveredException {
        Operator operator = operators.get(target);
        return operator.varianceBounds()
                .filter(bounds -> operator.unbiased())
                .orElseThrow(() -> new UncoveredException(String.format(
                        Locale.ROOT,
                        "the %s operator %s is biased, the recursion needs E[Q(z)|z] = z there; use --monte-carlo",
                        target.label(),
                        operator.expression())));
    }
}

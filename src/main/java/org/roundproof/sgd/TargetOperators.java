package org.roundproof.sgd;

import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;

/** What is applied to each of the five targets. */
public record TargetOperators(
        Operator data, Operator label, Operator parameter, Operator activation, Operator gradient) {
    /** Full precision everywhere. */
    public static final TargetOperators NONE = all(new Identity());

    /** The same operator on all five. */
    public static TargetOperators all(Operator operator) {
        return new TargetOperators(operator, operator, operator, operator, operator);
    }

    /** The operator of one target. */
    public Operator get(Target target) {
        return switch (target) {
            case DATA -> data;
            case LABEL -> label;
            case PARAMETER -> parameter;
            case ACTIVATION -> activation;
            case GRADIENT -> gradient;
        };
    }

    /** A copy with one target's operator replaced. */
    public TargetOperators with(Target target, Operator operator) {
        return switch (target) {
            case DATA -> new TargetOperators(operator, label, parameter, activation, gradient);
            case LABEL -> new TargetOperators(data, operator, parameter, activation, gradient);
            case PARAMETER -> new TargetOperators(data, label, operator, activation, gradient);
            case ACTIVATION -> new TargetOperators(data, label, parameter, operator, gradient);
            case GRADIENT -> new TargetOperators(data, label, parameter, activation, operator);
        };
    }
}

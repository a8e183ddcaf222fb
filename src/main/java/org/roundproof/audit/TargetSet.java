package org.roundproof.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.roundproof.quantizer.Operator;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * The targets that one operator is put on; the others keep full precision.
 *
 * @param label for tables
 * @param targets at least one
 */
record TargetSet(String label, List<Target> targets) {
    /** All five. */
    static final TargetSet ALL = new TargetSet("all five", List.of(Target.values()));

    /** Each target alone, then all five. */
    static final List<TargetSet> EACH = Stream.concat(
                    Arrays.stream(Target.values()).map(TargetSet::of), Stream.of(ALL))
            .toList();

    /** One target. */
    static TargetSet of(Target target) {
        return new TargetSet(target.label(), List.of(target));
    }

    /** The operator on each of them. */
    TargetOperators of(Operator operator) {
        TargetOperators operators = TargetOperators.NONE;
        for (Target target : targets) {
            operators = operators.with(target, operator);
        }
        return operators;
    }
}

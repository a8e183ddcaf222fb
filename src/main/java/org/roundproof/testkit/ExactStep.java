package org.roundproof.testkit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;

/**
 * One step of the process by its definition, on exact reals:
 *
 * <pre>w + (γ/B)·Q_d(X)ᵀ Q_o( Q_l(y) − Q_a( Q_d(X) Q_p(w) ) ).</pre>
 */
final class ExactStep {
    private ExactStep() {}

    /** With every rounding decided by a chooser, in the order of the targets and elements. */
    static ExactReal[] of(SgdStep step, Chooser chooser) {
        int rows = step.rows();
        int columns = step.columns();
        ExactReal[] x = tensor(step.features(), Target.DATA, chooser);
        ExactReal[] y = tensor(step.labels(), Target.LABEL, chooser);
        ExactReal[] p = tensor(step.weights(), Target.PARAMETER, chooser);
        ExactReal[] activations = new ExactReal[rows];
        for (int r = 0; r < rows; r++) {
            ExactReal sum = ExactReal.ZERO;
            for (int i = 0; i < columns; i++) {
                sum = sum.add(x[r * columns + i].multiply(p[i]));
            }
            activations[r] = chooser.choose(Target.ACTIVATION, r, sum);
        }
        ExactReal[] gradients = new ExactReal[rows];
        for (int r = 0; r < rows; r++) {
            gradients[r] = chooser.choose(Target.GRADIENT, r, y[r].subtract(activations[r]));
        }
        ExactReal[] next = new ExactReal[columns];
        for (int i = 0; i < columns; i++) {
            ExactReal sum = ExactReal.ZERO;
            for (int r = 0; r < rows; r++) {
                sum = sum.add(x[r * columns + i].multiply(gradients[r]));
            }
            next[i] = ExactReal.of(step.weights()[i])
                    .add(sum.multiply(ExactReal.of(step.stepSize())).divide(BigInteger.valueOf(rows)));
        }
        return next;
    }

    /** With the random words of the step. */
    static ExactReal[] of(SgdStep step, TargetOperators operators) {
        return of(
                step,
                (target, element, x) -> operators.get(target) instanceof Quantizer quantizer
                        ? finite(quantizer, quantizer.quantize(x, step.words().element(target, element)))
                        : x);
    }

    /** What each quantized tensor must be, for a reader who looks for the first one that differs. */
    static String tensors(SgdStep step, TargetOperators operators) {
        Map<Target, List<Double>> all = new EnumMap<>(Target.class);
        of(step, (target, element, x) -> {
            ExactReal q = operators.get(target) instanceof Quantizer quantizer
                    ? finite(quantizer, quantizer.quantize(x, step.words().element(target, element)))
                    : x;
            all.computeIfAbsent(target, t -> new ArrayList<>()).add(q.toDouble());
            return q;
        });
        return all.entrySet().stream()
                .map(entry -> "Q_" + entry.getKey().symbol() + " gives " + entry.getValue())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** A quantized tensor element, which must be a number. */
    static ExactReal finite(Quantizer quantizer, double value) {
        if (!Double.isFinite(value)) {
            throw new InputException(quantizer.expression() + " gave " + value + ": use the overflow sat-finite");
        }
        return ExactReal.of(value);
    }

    private static ExactReal[] tensor(double[] values, Target target, Chooser chooser) {
        ExactReal[] result = new ExactReal[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = chooser.choose(target, i, ExactReal.of(values[i]));
        }
        return result;
    }
}

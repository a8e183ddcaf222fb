package org.roundproof.sgd.fast;

import org.roundproof.InputException;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.sgd.SharedFactor;
import org.roundproof.sgd.Target;

/** One target's operator in double arithmetic, bound to the words of one replicate. */
interface FastOperator {
    /** Applies the operator of one step to a whole tensor. */
    void apply(int step, double[] in, double[] out);

    /**
     * Binds an operator.
     *
     * @param columns d
     * @param size elements of the tensor
     */
    static FastOperator of(Operator operator, Target target, int columns, int size, ElementCursor words) {
        if (operator instanceof Identity) {
            return (step, in, out) -> System.arraycopy(in, 0, out, 0, size);
        }
        if (operator instanceof Quantizer quantizer) {
            return quantizer(FastRounder.of(quantizer), size, words);
        }
        if (operator instanceof AdditiveModel model) {
            return additive(model, size, words);
        }
        if (operator instanceof MultiplicativeModel model) {
            return multiplicative(model, SharedFactor.group(model, target, columns, size), size, words);
        }
        throw new InputException("the fast engine does not know the operator " + operator.expression()
                + "; it runs identity, quantizers and the additive and multiplicative models");
    }

    private static FastOperator quantizer(FastRounder rounder, int size, ElementCursor words) {
        int[] first = new int[rounder.words() > 0 ? size : 0];
        int[] second = new int[rounder.words() > 1 ? size : 0];
        return (step, in, out) -> {
            words.at(step, 0);
            if (first.length > 0) {
                words.fill(0, first);
            }
            if (second.length > 0) {
                words.fill(1, second);
            }
            rounder.round(in, out, size, first, second, words);
        };
    }

    /** z ↦ z + s·ζ. */
    private static FastOperator additive(AdditiveModel model, int size, ElementCursor words) {
        double scale = model.scale();
        return (step, in, out) -> {
            for (int i = 0; i < size; i++) {
                out[i] = in[i] + scale * model.law().draw(words.at(step, i));
            }
        };
    }

    /** z ↦ (1 + s·ζ)·z, one ζ for each group of consecutive elements, addressed by the group's first. */
    private static FastOperator multiplicative(MultiplicativeModel model, int group, int size, ElementCursor words) {
        double scale = model.scale();
        return (step, in, out) -> {
            for (int start = 0; start < size; start += group) {
                double factor = 1 + scale * model.law().draw(words.at(step, start));
                for (int i = start; i < start + group; i++) {
                    out[i] = factor * in[i];
                }
            }
        };
    }
}

package org.roundproof.sgd.exact;

import org.apfloat.Apfloat;
import org.roundproof.InputException;
import org.roundproof.format.Radix2;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.RandomWords;
import org.roundproof.random.WordSource;
import org.roundproof.sgd.SharedFactor;
import org.roundproof.sgd.Target;

/** The five operators on exact tensors, word for word as defined. */
final class ExactOperator {
    private final RandomWords words;
    private final int replicate;
    private final int columns;

    ExactOperator(RandomWords words, int replicate, int columns) {
        this.words = words;
        this.replicate = replicate;
        this.columns = columns;
    }

    /** Applies the operator of one target at one step. */
    ExactTensor apply(Operator operator, Target target, int step, ExactTensor in) {
        if (operator instanceof Identity) {
            return in;
        }
        if (operator instanceof Quantizer quantizer) {
            return quantize(quantizer, target, step, in);
        }
        if (operator instanceof AdditiveModel model) {
            return additive(model, target, step, in);
        }
        if (operator instanceof MultiplicativeModel model) {
            return multiplicative(model, target, step, in);
        }
        throw new InputException("the exact engine does not know the operator " + operator.expression()
                + "; it runs identity, quantizers and the additive and multiplicative models");
    }

    private WordSource element(Target target, int step, int element) {
        return words.element(target.role(), step, replicate, element);
    }

    private ExactTensor quantize(Quantizer quantizer, Target target, int step, ExactTensor in) {
        double[] doubles = in.doubles();
        double[] out = new double[in.size()];
        for (int i = 0; i < out.length; i++) {
            WordSource source = element(target, step, i);
            out[i] = doubles != null ? quantizer.quantize(doubles[i], source) : quantizer.quantize(in.exact(i), source);
        }
        return ExactTensor.of(out);
    }

    /** n/b ↦ (n + b·s·ζ)/b. */
    private ExactTensor additive(AdditiveModel model, Target target, int step, ExactTensor in) {
        Apfloat scaled = Radix2.of(in.denominator(), 0).multiply(Radix2.of(model.scale()));
        Apfloat[] out = new Apfloat[in.size()];
        for (int i = 0; i < out.length; i++) {
            Apfloat zeta = Radix2.of(model.law().draw(element(target, step, i)));
            out[i] = in.numerators()[i].add(scaled.multiply(zeta));
        }
        return ExactTensor.of(out, in.denominator());
    }

    /** n/b ↦ (1 + s·ζ)·n/b. */
    private ExactTensor multiplicative(MultiplicativeModel model, Target target, int step, ExactTensor in) {
        int group = SharedFactor.group(model, target, columns, in.size());
        Apfloat scale = Radix2.of(model.scale());
        Apfloat[] out = new Apfloat[in.size()];
        Apfloat factor = Radix2.of(1L);
        for (int i = 0; i < out.length; i++) {
            if (i % group == 0) {
                Apfloat zeta = Radix2.of(model.law().draw(element(target, step, i)));
                factor = Radix2.of(1L).add(scale.multiply(zeta));
            }
            out[i] = factor.multiply(in.numerators()[i]);
        }
        return ExactTensor.of(out, in.denominator());
    }
}

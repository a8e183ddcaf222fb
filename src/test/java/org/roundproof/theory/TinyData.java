package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.theory.PathEnumerator.Atom;
import org.roundproof.theory.PathEnumerator.Vec;

/** Every outcome of a data operator on a row of two; ideal models must be rademacher with a rational √ε. */
final class TinyData {
    private TinyData() {}

    static List<Atom<Vec>> features(Operator data, double first, double second) {
        List<Atom<Vec>> result = new ArrayList<>();
        if (data instanceof MultiplicativeModel model && model.shared()) {
            for (Atom<Ratio> factor : outcomes(model, 1.0)) {
                Vec x = new Vec(Ratio.of(first), Ratio.of(second));
                result.add(new Atom<>(x.times(factor.value()), factor.probability()));
            }
            return result;
        }
        for (Atom<Ratio> a : outcomes(data, first)) {
            for (Atom<Ratio> b : outcomes(data, second)) {
                result.add(new Atom<>(
                        new Vec(a.value(), b.value()), a.probability().times(b.probability())));
            }
        }
        return result;
    }

    static List<Atom<Ratio>> outcomes(Operator operator, double x) {
        Ratio half = Ratio.of(1, 2);
        if (operator instanceof Quantizer quantizer) {
            return quantizer.distribution(ExactReal.of(x)).support().stream()
                    .map(atom -> new Atom<>(Ratio.of(atom.value()), Ratio.of(atom.probability())))
                    .toList();
        } else if (operator instanceof AdditiveModel model) {
            return List.of(
                    new Atom<>(Ratio.of(x + model.scale()), half), new Atom<>(Ratio.of(x - model.scale()), half));
        } else if (operator instanceof MultiplicativeModel model) {
            return List.of(
                    new Atom<>(Ratio.of(x + model.scale() * x), half),
                    new Atom<>(Ratio.of(x - model.scale() * x), half));
        }
        return List.of(new Atom<>(Ratio.of(x), Ratio.ONE));
    }
}

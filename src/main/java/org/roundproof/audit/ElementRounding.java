package org.roundproof.audit;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.sgd.Target;

/** What happens to one element of a tensor in {@link SmallProcess}, with the random choices that it makes. */
interface ElementRounding {
    /** Nothing. */
    ElementRounding EXACT = (choices, place, z) -> z;

    /**
     * Where an element stands.
     *
     * @param target tensor
     * @param step 1 … N
     * @param row in the batch; 0 for parameters
     * @param element coordinate of features and parameters, else 0
     */
    record Place(Target target, int step, int row, int element) {}

    /** The value at z. */
    BigFraction of(Choices choices, Place place, BigFraction z);

    /** z plus or minus a deviation; elements whose words are equal share the sign. */
    static ElementRounding additive(BigFraction deviation, Function<Place, Object> word) {
        return (choices, place, z) -> z.add(deviation.multiply(choices.sign(word.apply(place))));
    }

    /** (1 ± deviation) z. */
    static ElementRounding multiplicative(BigFraction deviation, Function<Place, Object> word) {
        return (choices, place, z) ->
                z.multiply(deviation.multiply(choices.sign(word.apply(place))).add(1));
    }

    /** A true quantizer by its exact distribution, or an ideal model of two values; words of their own, as design says. */
    static ElementRounding of(Operator operator) {
        if (operator instanceof Identity) {
            return EXACT;
        }
        if (operator instanceof AdditiveModel model) {
            return additive(root(model.epsilon()), place -> place);
        }
        if (operator instanceof MultiplicativeModel model) {
            return multiplicative(root(model.epsilon()), model.shared() ? ElementRounding::vector : place -> place);
        }
        if (operator instanceof Quantizer quantizer) {
            return (choices, place, z) -> {
                List<Distribution.Atom> support =
                        quantizer.distribution(ExactReal.of(z)).support();
                int taken = choices.pick(
                        place,
                        support.stream().map(Distribution.Atom::probability).toList());
                return BigFraction.from(support.get(taken).value());
            };
        }
        throw new IllegalArgumentException("no outcomes of " + operator.expression());
    }

    /** What shares a factor: a row of features, the parameters of a step, the labels, activations or gradients of a batch. */
    private static Object vector(Place place) {
        return new Place(place.target(), place.step(), place.target() == Target.DATA ? place.row() : 0, 0);
    }

    private static BigFraction root(double epsilon) {
        BigFraction root = BigFraction.from(Math.sqrt(epsilon));
        if (!root.pow(2).equals(BigFraction.from(epsilon))) {
            throw new IllegalArgumentException("√" + epsilon + " is no double");
        }
        return root;
    }
}

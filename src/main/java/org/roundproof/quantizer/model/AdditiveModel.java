package org.roundproof.quantizer.model;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.random.UnitLaw;

/**
 * The paper's ideal additive error: z ↦ z + fl(√ε)·ζ, ζ of the given law, independent for every element.
 *
 * @param epsilon variance ε ≥ 0
 * @param law law of ζ
 */
public record AdditiveModel(double epsilon, UnitLaw law) implements Operator {
    /** fl(√ε), the factor that the engines use. */
    public double scale() {
        return Math.sqrt(epsilon);
    }

    @Override
    public String expression() {
        return "additive(" + epsilon + "," + law.name().toLowerCase(java.util.Locale.ROOT) + ")";
    }

    @Override
    public boolean unbiased() {
        return true;
    }

    @Override
    public Optional<VarianceBounds> varianceBounds() {
        VarianceLaw exact = new VarianceLaw(BigFraction.from(epsilon), BigFraction.ZERO, false);
        return Optional.of(new VarianceBounds(exact, exact));
    }

    @Override
    public double unsaturatedMagnitude() {
        return Double.POSITIVE_INFINITY;
    }
}

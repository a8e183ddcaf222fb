package org.roundproof.quantizer.model;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.random.UnitLaw;

/**
 * The paper's ideal multiplicative error: z ↦ (1 + fl(√ε)·ζ)·z.
 *
 * @param epsilon relative variance ε ≥ 0
 * @param law law of ζ
 * @param shared one ζ for the whole vector (rank-one error, element 0 of the tensor or row) instead of one for each element
 */
public record MultiplicativeModel(double epsilon, UnitLaw law, boolean shared) implements Operator {
    /** fl(√ε), the factor that the engines use. */
    public double scale() {
        return Math.sqrt(epsilon);
    }

    @Override
    public String expression() {
        return "multiplicative(" + epsilon + "," + law.name().toLowerCase(java.util.Locale.ROOT)
                + (shared ? ",shared)" : ")");
    }

    @Override
    public boolean unbiased() {
        return true;
    }

    @Override
    public Optional<VarianceBounds> varianceBounds() {
        VarianceLaw exact = new VarianceLaw(BigFraction.ZERO, BigFraction.from(epsilon), shared);
        return Optional.of(new VarianceBounds(exact, exact));
    }

    @Override
    public double unsaturatedMagnitude() {
        return Double.POSITIVE_INFINITY;
    }
}

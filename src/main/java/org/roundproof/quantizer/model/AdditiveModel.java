package org.roundproof.quantizer.model;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.random.UnitLaw;

/**
 * The paper's ideal additive error: z ↦ z + fl(√ε)·ζ, ζ of the given law, independent for every element. A model, not a
 * quantizer: its results lie on no grid.
 *
 * <p>The laws and recursions use ε; the variance that an engine realises is fl(√ε)²·Var ζ, and fl(√ε)² = ε(1 + δ)² with
 * |δ| ≤ 2⁻⁵³ (ε normal).
 *
 * @param epsilon variance ε ≥ 0
 * @param law law of ζ
 */
public record AdditiveModel(double epsilon, UnitLaw law) implements Operator {
    /**
     * Checks ε.
     *
     * @throws org.roundproof.InputException unless ε is finite and ≥ 0
     */
    public AdditiveModel {
        epsilon = Epsilon.require("additive", epsilon);
    }

    /** fl(√ε): the double that multiplies ζ = {@code law().draw(words)}, exactly. */
    public double scale() {
        return Math.sqrt(epsilon);
    }

    @Override
    public String expression() {
        return "additive(" + epsilon + "," + law.name().toLowerCase(Locale.ROOT) + ")";
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

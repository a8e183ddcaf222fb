package org.roundproof.quantizer.model;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.VarianceBounds;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.random.UnitLaw;

/**
 * The paper's ideal multiplicative error: z ↦ (1 + fl(√ε)·ζ)·z. A model, not a quantizer: its results lie on no grid.
 *
 * <p>The paper's assumption E[(Q(z)−z)(Q(z)−z)ᵀ|z] = ε zzᵀ is rank one: that is {@code shared}. A floating-point format
 * rounds elementwise, diag(ε z_i²): that is the default.
 *
 * <p>The laws and recursions use ε; the relative variance that an engine realises is fl(√ε)²·Var ζ, and fl(√ε)² =
 * ε(1 + δ)² with |δ| ≤ 2⁻⁵³ (ε normal).
 *
 * @param epsilon relative variance ε ≥ 0
 * @param law law of ζ
 * @param shared one ζ for the whole vector (rank-one error, element 0 of the tensor or row) instead of one for each element
 */
public record MultiplicativeModel(double epsilon, UnitLaw law, boolean shared) implements Operator {
    /**
     * Checks ε.
     *
     * @throws org.roundproof.InputException unless ε is finite and ≥ 0
     */
    public MultiplicativeModel {
        epsilon = Epsilon.require("multiplicative", epsilon);
    }

    /** fl(√ε): the double that multiplies ζ = {@code law().draw(words)}, exactly. */
    public double scale() {
        return Math.sqrt(epsilon);
    }

    @Override
    public String expression() {
        return "multiplicative(" + epsilon + "," + law.name().toLowerCase(Locale.ROOT) + (shared ? ",shared)" : ")");
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

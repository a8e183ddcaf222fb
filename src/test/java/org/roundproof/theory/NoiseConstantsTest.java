package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constants of both bounds, worked out by hand for B = 4, θ = ½ and laws of every target, in rational arithmetic. */
class NoiseConstantsTest {
    private static final RationalField FIELD = RationalField.INSTANCE;

    private static TargetLaws laws(boolean shared) {
        return new TargetLaws(
                ProductSetting.law(0.5, 0.25, shared),
                ProductSetting.law(0.5, 0.25, shared),
                ProductSetting.law(0.25, 0.5, shared),
                ProductSetting.law(1, 0.5, shared));
    }

    /** κ = 3, κ₀ = 2, tr H_q = 5, W = 7, Y = 4; W' = 13 and χ = 3, shared 11 and 2; σ̄²(θ) = 6 + 1/θ. */
    private static final class Factors implements NoiseFactors<BigFraction> {
        @Override
        public BigFraction kurtosis() {
            return BigFraction.of(3);
        }

        @Override
        public BigFraction stateShare() {
            return BigFraction.of(2);
        }

        @Override
        public BigFraction trace() {
            return BigFraction.of(5);
        }

        @Override
        public BigFraction optimumNorm() {
            return BigFraction.of(7);
        }

        @Override
        public BigFraction parameterNorm(boolean shared) {
            return BigFraction.of(shared ? 11 : 13);
        }

        @Override
        public BigFraction parameterRatio(boolean shared) {
            return BigFraction.of(shared ? 2 : 3);
        }

        @Override
        public BigFraction labelFactor() {
            return BigFraction.of(4);
        }

        @Override
        public BigFraction residualNoise(double theta) {
            return BigFraction.from(6 + 1 / theta);
        }
    }

    /**
     * All but the parameters' factor shared: π = 27/16 + 27/16, α̂ = 8.75/4 + 81/16 + 1.5, σ̂² = 47.125/4 + 9·27/8 + 9.84375. The
     * parameters' alone: π = 27/16 + 12/16, α̂ = 8.75/4 + 39/16, σ̂² = 47.125/4 + 8·39/16.
     */
    @ParameterizedTest
    @CsvSource({"true, false, 8.75, 52", "false, true, 4.625, 31.28125"})
    void upperConstants(boolean shared, boolean tied, double state, double noise) {
        NoiseConstants<BigFraction> constants =
                NoiseConstants.of(FIELD, new Factors(), LawNumbers.of(FIELD, laws(shared)), tied, 4, 0.5);
        assertEquals(BigFraction.from(state), constants.state());
        assertEquals(BigFraction.from(noise), constants.effectiveNoise());
        assertEquals(BigFraction.of(8), constants.residualNoise());
    }

    /**
     * Gaussian, λ = (1, ¼), w* = (1, 2), σ² = ½: κ̌ = 1, ρ = ½ and Y_i/m2_i = ½ + 2 + 2, so α̌ = (1 − ¾)/4 and the batch's own
     * share of σ̌² is 5.96875/4; between the rows ¾·(½ m2_i) without, 9/8·(¾ m2_i + ¼) with shared factors.
     */
    @ParameterizedTest
    @CsvSource({"true, 2.6171875, 1.984375", "false, 1.8671875, 1.5859375"})
    void lowerConstants(boolean shared, double first, double second) {
        ProductMoments<BigFraction> moments =
                ProductMoments.gaussian(FIELD, new double[] {1, 0.25}, new double[] {1, 2}, 0.5);
        ResidualMoments<BigFraction> residual = new ResidualMoments<>(FIELD, moments);
        ProductLowerBound<BigFraction> bound = new ProductLowerBound<>(
                moments, residual, BoundProblem.of(FIELD, moments, residual), laws(shared), 0.125, 4, 8);
        assertEquals(BigFraction.of(1, 16), bound.state(0.5));
        assertEquals(BigFraction.from(first), bound.noise(0, 0.5));
        assertEquals(BigFraction.from(second), bound.noise(1, 0.5));
    }
}

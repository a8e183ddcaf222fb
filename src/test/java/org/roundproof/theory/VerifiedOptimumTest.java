package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The enclosures of one feature by hand, and of two with a wrong start. H = 2, H_q = 4, c = 3 and b = 2. */
class VerifiedOptimumTest {
    private static final SymmetricEnclosure H = SymmetricEnclosure.of(new double[] {2}, 1);
    private static final SymmetricEnclosure QUANTIZED = SymmetricEnclosure.of(new double[] {4}, 1);

    private static VectorEnclosure vector(double centre, double radius) {
        return new VectorEnclosure(new double[] {centre}, radius);
    }

    private static void assertEnds(double lower, double upper, Interval found) {
        assertTrue(found.lower() <= lower && upper <= found.upper(), found::toString);
        assertEquals(lower, found.lower(), 1e-10);
        assertEquals(upper, found.upper(), 1e-10);
    }

    /**
     * w* within ¼ of 1, b within 1/16, c within ⅛, λ_min(H_q) ≥ 2: g = −1, δ̂ = −¼, ‖r‖ = ⅛, e = 1/16, E = 5/16. The clean risk is ½(⅛ ±
     * (2E·½ + 2E²)). ⟨b, w*⟩ − ⟨c, w₀⟩ is −1 to within 3/16 + 19/16·¼ and 25/8·¼, the gain −¾ to within ⅛ + 1/16, and up to ⅛·1/16 more.
     */
    @Test
    void everyRadiusCounts() {
        ApproximationError error = VerifiedOptimum.of(
                        H, QUANTIZED, 2, 2, vector(1, 0.25), vector(2, 0.0625), vector(3, 0.125))
                .orElseThrow();
        assertEnds(0.6875, 0.8125, error.optimum().get(0));
        assertEnds(0, 0.31640625, error.clean());
        double missing = 0.1875 + 1.1875 * 0.25 + 3.125 * 0.25;
        assertEnds((-1 - missing + 0.5625 - 0.0078125) / 2, (-1 + missing + 0.9375) / 2, error.quantized());
    }

    /** c within 1/64 and w* known: e = 1/128, and the clean risk stays positive. */
    @Test
    void knownOptima() {
        ApproximationError error = VerifiedOptimum.of(H, QUANTIZED, 2, 2, vector(1, 0), vector(2, 0), vector(3, 0x1p-6))
                .orElseThrow();
        double slack = 0x1p-7 + 2 * 0x1p-14;
        assertEnds((0.125 - slack) / 2, (0.125 + slack) / 2, error.clean());
        assertEnds(
                (-1 - 0x1p-6 + 0.75 - 1.5 * 0x1p-6 - 0x1p-13) / 2,
                (-1 + 0x1p-6 + 0.75 + 1.5 * 0x1p-6) / 2,
                error.quantized());
    }

    /** b = c says that nothing is missing but what w* is off by. */
    @Test
    void theSameCorrelationCancels() {
        VectorEnclosure b = vector(3, 0.125);
        ApproximationError error =
                VerifiedOptimum.of(H, QUANTIZED, 2, 2, vector(1, 0), b, b).orElseThrow();
        assertEnds((0.5625 - 0.0078125) / 2, 0.9375 / 2, error.quantized());
    }

    private static DenseSpectrum spectrum(double plain, double quantized) {
        return new DenseSpectrum(SplitMatrix.of(new double[] {plain}, 1), SplitMatrix.of(new double[] {quantized}, 1));
    }

    /** b = Hw* = 3, ‖w*‖_H² = 9/2: a bias of ¼ moves c by ¼·√4.5 and w_q* by a quarter of it. */
    @Test
    void biasMovesTheCorrelation() {
        QuantizedSpectrum found = spectrum(2, 4).gaussian(new double[] {1.5}, 0.25);
        assertEquals(0.75, found.quantizedOptimum()[0]);
        double radius = 0.25 * Math.sqrt(4.5) / 4;
        assertEnds(
                0.75 - radius,
                0.75 + radius,
                found.approximation().orElseThrow().optimum().get(0));
        // ½·2·(¾)² and ½·(3·1.5 − 3·¾)
        ApproximationError plain =
                spectrum(2, 4).gaussian(new double[] {1.5}, 0).approximation().orElseThrow();
        assertEnds(0.5625, 0.5625, plain.clean());
        assertEnds(1.125, 1.125, plain.quantized());
    }

    /** b = 3 and 5/4 in place of 3/2: w* within ½/2 of it, δ̂ = −½, and ½(½ ± (2·¼·1 + 2/16)). */
    @Test
    void wrongOptimaWiden() {
        VectorEnclosure b = vector(3, 0);
        QuantizedSpectrum found = spectrum(2, 4).leastSquares(new double[] {1.25}, b, vector(3, 0));
        assertEquals(2, found.eigenvalues().get(0).midpoint(), 1e-14);
        assertEquals(4, found.quantizedEigenvalues().get(0).midpoint(), 1e-14);
        assertEquals(0.75, found.quantizedOptimum()[0]);
        assertEnds(0, 0.5625, found.approximation().orElseThrow().clean());
    }

    /** Where H or H_q is singular nothing is said of the optimum but its least norm. */
    @Test
    void singularMatrices() {
        QuantizedSpectrum plain = spectrum(0, 4).leastSquares(new double[] {1}, vector(0, 0), vector(3, 0));
        assertEquals(Optional.empty(), plain.approximation());
        assertEquals(0.75, plain.quantizedOptimum()[0]);
        QuantizedSpectrum quantized = spectrum(2, 0).leastSquares(new double[] {1}, vector(2, 0), vector(0, 0));
        assertEquals(Optional.empty(), quantized.approximation());
        assertEquals(0, quantized.quantizedOptimum()[0]);
    }
}

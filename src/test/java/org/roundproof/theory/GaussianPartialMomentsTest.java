package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

/** Joint moments of Gaussian features on true grids, against 40 digits and more. */
class GaussianPartialMomentsTest {
    static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    /** λ for c11 and m2, λ² for the fourth moments: what a moment would be without quantization, to an order. */
    private static double scale(double lambda, int moment) {
        return moment <= 1 ? lambda : lambda * lambda;
    }

    static List<Interval> list(CoordinateMoments<Interval> c) {
        return List.of(c.c11(), c.m2(), c.m4(), c.c13(), c.c22());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e2m1:sr",
                "e2m1:ties-to-even",
                "e2m1:ties-to-away",
                "e2m1:to-odd",
                "e2m1:toward-zero",
                "e2m1:sr(2)",
                "e2m1:sr(2,floor)",
                "e2m1:sr(1,half)",
                "int4(step=1/2,symmetric=true):sr",
                "int4(step=1/2,symmetric=true):tpdf",
                "int3(step=1,symmetric=true):tpdf",
                "int6(step=1/8,symmetric=true):sr",
                "int6(step=1/8,symmetric=true):tpdf",
                "e3m2:sr",
                "e3m2:to-odd",
                "power(bits=4,exponent=1/2):sr",
                "power(bits=4,exponent=1/2):ties-to-even",
                "power(bits=4,exponent=2):to-odd",
                "power(bits=3,exponent=1/3):sr(2)"
            })
    void enclosesFortyDigits(String expression) {
        Quantizer quantizer = quantizer(expression);
        List<QuantizerPiece> pieces = QuantizerPieces.of(quantizer);
        for (double lambda : new double[] {1, 7.3, 0.04}) {
            List<Interval> moments = list(GaussianPartialMoments.of(pieces, lambda, 0));
            List<BigDecimal> precise = new PrecisePartialMoments(quantizer, lambda).moments();
            for (int m = 0; m < moments.size(); m++) {
                Interval interval = moments.get(m);
                BigDecimal value = precise.get(m);
                int index = m;
                assertTrue(
                        new BigDecimal(interval.lower()).compareTo(value) <= 0
                                && new BigDecimal(interval.upper()).compareTo(value) >= 0,
                        () -> expression + " λ=" + lambda + " moment " + index + ": " + interval + " misses " + value);
                assertTrue(
                        interval.width() <= 1e-12 * Math.abs(interval.midpoint()) + 1e-12 * scale(lambda, index),
                        () -> expression + " λ=" + lambda + " moment " + index + ": " + interval + " is wide");
            }
        }
    }

    @Test
    void unboundedGridHasTheKnownMoments() {
        // far from saturation TPDF has the additive law: m2 = λ + Δ²/4, c22 = 3λ² + λΔ²/4, c13 = 3λ² + 3λΔ²/4 + E x·m3
        double step = 1.0 / 16;
        List<QuantizerPiece> pieces = QuantizerPieces.of(quantizer("int12(step=1/16,symmetric=true):tpdf"));
        CoordinateMoments<Interval> c = GaussianPartialMoments.of(pieces, 1.5, 0);
        assertEquals(1.5, c.c11().midpoint(), 1e-13);
        assertEquals(1.5 + step * step / 4, c.m2().midpoint(), 1e-13);
        assertEquals(3 * 1.5 * 1.5 + 1.5 * step * step / 4, c.c22().midpoint(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binary16:sr",
                "bfloat16:ties-to-even",
                "e4m3:sr(8)",
                "int16(step=1/256):sr",
                "power(bits=8,exponent=1/3):sr",
                "power(bits=8,exponent=2):ties-to-even"
            })
    void wideBoundsMeetTheSum(String expression) {
        Quantizer quantizer = quantizer(expression);
        List<QuantizerPiece> pieces = QuantizerPieces.of(quantizer);
        for (double lambda : new double[] {1, 0.04, 1e-6}) {
            List<Interval> narrow = list(GaussianPartialMoments.of(pieces, lambda, 0));
            List<Interval> wide = list(WideGridMoments.of(quantizer, lambda, 0));
            for (int m = 0; m < narrow.size(); m++) {
                Interval inner = narrow.get(m);
                Interval outer = wide.get(m);
                int index = m;
                assertTrue(
                        outer.lower() <= inner.upper() && inner.lower() <= outer.upper(),
                        () -> expression + " λ=" + lambda + " moment " + index + ": " + outer + " lacks " + inner);
            }
        }
    }
}

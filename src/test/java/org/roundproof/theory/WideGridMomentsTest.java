package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roundproof.quantizer.Quantizer;

/** The ends of the intervals where they are elementary: wider would be as wrong as narrower. */
class WideGridMomentsTest {
    private static final double MEAN = Math.sqrt(2 / Math.PI);

    private static CoordinateMoments<Interval> moments(String expression, double lambda) {
        return WideGridMoments.of((Quantizer) Populations.operator(expression), lambda, 0);
    }

    private static void assertEnds(double lower, double upper, Interval moment, double scale) {
        assertEquals(lower, moment.lower(), 1e-11 * scale, moment::toString);
        assertEquals(upper, moment.upper(), 1e-11 * scale, moment::toString);
    }

    /** Unbiased, D = x̃ − x: E xD = E x³D = 0, E[D²|x] ≤ α + βx², |D| ≤ δ|x| + η. */
    @ParameterizedTest
    @CsvSource({
        // Δ²/4, and |D| ≤ Δ
        "'int24(step=1/4,symmetric=true):sr', 0, 0.015625, 0, 0, 0.25",
        // exactly Δ²/4, and |D| ≤ 3Δ/2
        "'int24(step=1/4,symmetric=true):tpdf', 0.015625, 0.015625, 0, 0, 0.375",
        // k = 4: β = 1/80; below the smallest normal number 2^−3 cells of 2^−5
        "'float(p=3,emin=-3,emax=40):sr', 0, 0.000244140625, 0.0125, 0.25, 0.03125",
        "'float(p=3,emin=-3,emax=40,subnormals=false):sr', 0, 0.00390625, 0.0125, 0.25, 0.125",
    })
    void unbiasedRoundingFarFromTheRange(
            String expression, double least, double alpha, double beta, double delta, double eta) {
        for (double lambda : new double[] {1, 0.25}) {
            CoordinateMoments<Interval> c = moments(expression, lambda);
            double sigma = Math.sqrt(lambda);
            double fourth = 3 * lambda * lambda;
            double square = alpha + beta * lambda;
            double squareTwo = alpha * lambda + beta * fourth;
            double cube = Math.pow(delta, 3) * fourth
                    + 3 * delta * delta * eta * 2 * MEAN * Math.pow(sigma, 3)
                    + 3 * delta * eta * eta * lambda
                    + Math.pow(eta, 3) * MEAN * sigma;
            double quartic = Math.pow(delta, 4) * fourth
                    + 4 * Math.pow(delta, 3) * eta * 2 * MEAN * Math.pow(sigma, 3)
                    + 6 * delta * delta * eta * eta * lambda
                    + 4 * delta * Math.pow(eta, 3) * MEAN * sigma
                    + Math.pow(eta, 4);
            assertEnds(lambda, lambda, c.c11(), 1);
            assertEnds(lambda + least, lambda + square, c.m2(), 1);
            assertEnds(fourth + least * lambda, fourth + squareTwo, c.c22(), 1);
            assertEnds(fourth + 3 * least * lambda - cube, fourth + 3 * squareTwo + cube, c.c13(), 1);
            assertEnds(fourth + 6 * least * lambda - 4 * cube, fourth + 6 * squareTwo + 4 * cube + quartic, c.m4(), 1);
        }
    }

    /** Biased by a share κ of |D| ≤ δ|x| + η: nearest κ = 1 of half a cell, R random bits κ = 2^−R of a whole one. */
    @ParameterizedTest
    @CsvSource({
        "'int24(step=1/4,symmetric=true):ties-to-even', 1, 0, 0.125",
        "'int24(step=1/4,symmetric=true):ties-to-away', 1, 0, 0.125",
        "'int24(step=1/4,symmetric=true):toward-zero', 1, 0, 0.25",
        "'int24(step=1/4,symmetric=true):sr(3)', 0.125, 0, 0.25",
        "'float(p=3,emin=-3,emax=40):ties-to-even', 1, 0.125, 0.015625",
        "'float(p=3,emin=-3,emax=40):sr(2)', 0.25, 0.25, 0.03125",
    })
    void biasedRounding(String expression, double kappa, double delta, double eta) {
        double lambda = 0.25;
        double sigma = 0.5;
        CoordinateMoments<Interval> c = moments(expression, lambda);
        double fourth = 3 * lambda * lambda;
        double first = kappa * (delta * lambda + eta * MEAN * sigma);
        double third = kappa * (delta * fourth + eta * 2 * MEAN * Math.pow(sigma, 3));
        double square = delta * delta * lambda + 2 * delta * eta * MEAN * sigma + eta * eta;
        double squareTwo =
                delta * delta * fourth + 2 * delta * eta * 2 * MEAN * Math.pow(sigma, 3) + eta * eta * lambda;
        assertEnds(lambda - first, lambda + first, c.c11(), 1);
        assertEnds(lambda - 2 * first, lambda + 2 * first + square, c.m2(), 1);
        assertEnds(fourth - 2 * third, fourth + 2 * third + squareTwo, c.c22(), 1);
    }

    /** The law Δ²/4 of dither fails beyond the range, by no more than (α/M² + 1) T₂, M half a step inside it. */
    @Test
    void lawsHoldWithinTheRangeAlone() {
        CoordinateMoments<Interval> c = moments("int8(step=1,symmetric=true):tpdf", 1600);
        double limit = 126.5;
        double m = limit / 40;
        double two = 1600 * (2 * m * Math.exp(-0.5 * m * m) / Math.sqrt(2 * Math.PI) + Erfc.value(m / Math.sqrt(2)));
        double least = 0.25 - (0.25 / (limit * limit) + 1) * two;
        assertEquals(Math.max(0, least) + 1600 - 2 * two, c.m2().lower(), 1e-8);
        assertEquals(0.25 + two + 1600 + 2 * two, c.m2().upper(), 1e-8);
        // where the range is 5.3σ, the law's lower end survives
        CoordinateMoments<Interval> far = moments("int8(step=1,symmetric=true):tpdf", 576);
        double k = limit / 24;
        double tail = 576 * (2 * k * Math.exp(-0.5 * k * k) / Math.sqrt(2 * Math.PI) + Erfc.value(k / Math.sqrt(2)));
        assertEquals(
                576 - 2 * tail + 0.25 - (0.25 / (limit * limit) + 1) * tail,
                far.m2().lower(),
                1e-9);
    }

    /** Beyond M = 3σ: T₂ = E[x²; |x| > M] and T₄ = E[x⁴; |x| > M] widen every moment. */
    @ParameterizedTest
    @CsvSource({"1", "16"})
    void saturationIsCountedByTheTails(double lambda) {
        double sigma = Math.sqrt(lambda);
        double step = 3 * sigma / ((1 << 15) - 1);
        double up = Math.scalb(Math.rint(Math.scalb(step, 40)), -40); // few bits, so that every value is a double
        String grid = "int16(step=" + Double.toHexString(up) + ",symmetric=true)";
        CoordinateMoments<Interval> c = moments(grid + ":sr", lambda);
        double m = up * ((1 << 15) - 1) / sigma;
        double density = Math.exp(-0.5 * m * m) / Math.sqrt(2 * Math.PI);
        double outside = Erfc.value(m / Math.sqrt(2));
        double two = lambda * (2 * m * density + outside);
        double four = lambda * lambda * (2 * (m * m * m + 3 * m) * density + 3 * outside);
        double alpha = up * up / 4;
        assertEnds(lambda - two, lambda + two, c.c11(), lambda);
        // E D² of the cells within, of the tail beyond
        assertEnds(lambda - 2 * two, lambda + 2 * two + alpha + two, c.m2(), lambda);
        double fourth = 3 * lambda * lambda;
        assertEnds(fourth - 2 * four, fourth + 2 * four + alpha * lambda + four, c.c22(), fourth);
        // biased: |D| ≤ Δ within
        double first = up * MEAN * sigma + two;
        assertEnds(
                lambda - 2 * first,
                lambda + 2 * first + up * up + two,
                moments(grid + ":toward-zero", lambda).m2(),
                lambda);
    }
}

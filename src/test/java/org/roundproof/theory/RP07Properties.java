package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;

/** RP-07: the quantized optimum and its risks, as rational numbers on random rows. */
class RP07Properties {
    private static final BigFraction HALF = BigFraction.of(1, 2);

    /** Rows on a grid of sixteenths, and everything that follows from them. */
    private static final class Rows {
        final PopulationMoments<BigFraction> clean;
        final PopulationMoments<BigFraction> quantized;
        final ExactApproximation found;

        Rows(int d, long seed, Operator data) {
            Random random = new Random(seed);
            int n = d + 2;
            double[] x = random.ints((long) n * d, -40, 41)
                    .mapToDouble(k -> k / 16.0)
                    .toArray();
            for (int i = 0; i < d; i++) {
                x[i * d + i] += 6; // regular
            }
            double[] y = random.ints(n, -40, 41).mapToDouble(k -> k / 16.0).toArray();
            clean = QuantizedPopulation.of(RationalField.INSTANCE, x, y, new Identity(), new Identity());
            quantized = QuantizedPopulation.of(RationalField.INSTANCE, x, y, data, new Identity());
            found = ExactApproximation.of(x, y, data).orElseThrow();
        }

        FieldMatrix<BigFraction> optimum() {
            return FieldMatrix.column(RationalField.INSTANCE, found.optimum());
        }

        FieldMatrix<BigFraction> quantizedOptimum() {
            return FieldMatrix.column(RationalField.INSTANCE, found.quantizedOptimum());
        }

        /** wᵀ(H_q − H)w. */
        BigFraction noise(FieldMatrix<BigFraction> w) {
            return w.dot(quantized
                    .quantizedCovariance()
                    .minus(clean.quantizedCovariance())
                    .times(w));
        }

        BigFraction quantizedRisk(FieldMatrix<BigFraction> w) {
            return QuadraticRisk.quantized(quantized, clean, optimum())
                    .of(new IterateMoments<>(w, w.times(w.transpose())));
        }

        BigFraction cleanRisk(FieldMatrix<BigFraction> w) {
            return QuadraticRisk.clean(clean, optimum()).of(new IterateMoments<>(w, w.times(w.transpose())));
        }
    }

    @Provide
    Arbitrary<String> operators() {
        return Arbitraries.of(
                "int8(step=1/2):sr",
                "int8(step=1):tpdf",
                "e2m1:sr",
                "e4m3:sr",
                "additive(0.25)",
                "multiplicative(0.125)",
                "multiplicative(0.5,shared)",
                "e2m1:ties-to-even",
                "int4(step=1):toward-zero");
    }

    @Provide
    Arbitrary<String> unbiased() {
        return Arbitraries.of(
                "int8(step=1/2):sr",
                "int8(step=1):tpdf",
                "e4m3:sr",
                "additive(4)",
                "multiplicative(0.125)",
                "multiplicative(2,shared)");
    }

    /** Whatever the quantizer, biased ones too: no step from w_q* lowers the quantized risk, and both risks are as said. */
    @Property(tries = 60)
    void RP_07_quantizedOptimumMinimizesTheQuantizedRisk(
            @ForAll("operators") String data, @ForAll @IntRange(min = 1, max = 4) int d, @ForAll long seed) {
        Rows rows = new Rows(d, seed, Populations.operator(data));
        FieldMatrix<BigFraction> best = rows.quantizedOptimum();
        assertEquals(rows.found.quantized(), rows.quantizedRisk(best));
        assertEquals(rows.found.clean(), rows.cleanRisk(best));
        for (int i = 0; i < d; i++) {
            int moved = i;
            for (BigFraction step : List.of(BigFraction.of(1, 64), BigFraction.of(-1, 64))) {
                FieldMatrix<BigFraction> other = FieldMatrix.of(
                        RationalField.INSTANCE,
                        d,
                        1,
                        (r, c) -> r == moved ? best.get(r).add(step) : best.get(r));
                assertTrue(rows.quantizedRisk(other)
                                .subtract(rows.found.quantized())
                                .signum()
                        >= 0);
            }
        }
    }

    /** Unbiased: quantized − clean = ½ w_q*ᵀ(H_q − H)w_q*. */
    @Property(tries = 60)
    void RP_07_twoRisksDifferByTheNoiseOfTheOptimum(
            @ForAll("unbiased") String data, @ForAll @IntRange(min = 1, max = 4) int d, @ForAll long seed) {
        Rows rows = new Rows(d, seed, Populations.operator(data));
        BigFraction difference = rows.found.quantized().subtract(rows.found.clean());
        assertEquals(rows.noise(rows.quantizedOptimum()).multiply(HALF), difference);
    }

    /** Unbiased: 8·clean ≤ w*ᵀV w* and clean ≤ quantized ≤ ½ w*ᵀV w*. */
    @Property(tries = 60)
    void RP_07_cleanErrorIsAtMostAQuarterOfTheBound(
            @ForAll("unbiased") String data, @ForAll @IntRange(min = 1, max = 4) int d, @ForAll long seed) {
        Rows rows = new Rows(d, seed, Populations.operator(data));
        BigFraction bound = rows.noise(rows.optimum()).multiply(HALF);
        assertTrue(bound.subtract(rows.found.quantized()).signum() >= 0);
        assertTrue(rows.found.quantized().subtract(rows.found.clean()).signum() >= 0);
        assertTrue(bound.divide(4).subtract(rows.found.clean()).signum() >= 0);
    }

    /** V = εH: ½ε/(1+ε)‖w*‖²_H and ½(ε/(1+ε))²‖w*‖²_H. */
    @Property(tries = 60)
    void RP_07_proportionalNoiseHasClosedForms(
            @ForAll @IntRange(min = 1, max = 64) int sixteenths,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll long seed) {
        BigFraction epsilon = BigFraction.of(sixteenths, 16);
        Rows rows = new Rows(d, seed, Populations.operator("multiplicative(" + epsilon.doubleValue() + ",shared)"));
        FieldMatrix<BigFraction> w = rows.optimum();
        BigFraction signal = w.dot(rows.clean.quantizedCovariance().times(w));
        BigFraction share = epsilon.divide(epsilon.add(1));
        assertEquals(signal.multiply(share).multiply(HALF), rows.found.quantized());
        assertEquals(signal.multiply(share).multiply(share).multiply(HALF), rows.found.clean());
    }
}

package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.TargetLaws;

/** What a larger dimension does to the expected risk on polynomial spectra. */
class RP14Properties {
    /** Multiplicative noise, or additive noise that leaves the data alone. */
    private static Setting bounded(Noise noise, double epsilon, double exponent, int steps, int batch) {
        Setting setting = new Setting(exponent, 1, steps, batch, 0.1, Trial.all(noise, epsilon));
        return noise == Noise.ADDITIVE ? setting.with(setting.operators().with(Target.DATA, new Identity())) : setting;
    }

    /**
     * The risk increases with d (the note's monotonicity), and a doubling adds about 2^(1−a) of what the doubling before it
     * added, as the note's O(d^(1−a)) has it; a tenth is left for lower orders at d ≥ 32.
     */
    @Property
    void RP_14_multiplicativeRiskIsDimensionFree(
            @ForAll Noise noise,
            @ForAll RiskConvention convention,
            @ForAll @DoubleRange(min = 1.2, max = 3) double exponent,
            @ForAll @DoubleRange(min = 0, max = 0.3) double epsilon,
            @ForAll @IntRange(min = 3, max = 60) int steps,
            @ForAll @IntRange(min = 1, max = 8) int batch,
            @ForAll @IntRange(min = 32, max = 200) int dimension) {
        Setting setting = bounded(noise, epsilon, exponent, steps, batch);
        double one = setting.withDimension(dimension).risk(convention);
        double two = setting.withDimension(2 * dimension).risk(convention);
        double four = setting.withDimension(4 * dimension).risk(convention);
        assertTrue(two > one && four > two, () -> "not increasing: " + one + ", " + two + ", " + four);
        double shrink = Math.pow(2, 1 - exponent);
        assertTrue(
                four - two <= 1.1 * shrink * (two - one),
                () -> "increments " + (two - one) + ", " + (four - two) + " at a = " + exponent);
    }

    @Property(tries = 50)
    void RP_14_additiveDataNoiseGrowsAtLeastLinearly(
            @ForAll UnitLaw law,
            @ForAll @IntRange(min = 1, max = 32) int sixteenths,
            @ForAll @IntRange(min = 1, max = 8) int eighths,
            @ForAll @IntRange(min = 3, max = 4) int steps,
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 8) int dimension) {
        double epsilon = sixteenths / 16.0;
        double gamma = eighths / 8.0;
        AdditiveModel model = new AdditiveModel(epsilon, law);
        BigFraction risk = risk(dimension, steps, batch, gamma, model);
        BigFraction bound =
                RP14Check.lowerBound(dimension, steps, batch, BigFraction.from(gamma), BigFraction.from(epsilon));
        assertTrue(risk.compareTo(bound) >= 0, () -> risk + " below " + bound);
        BigFraction more = risk(dimension + 1, steps, batch, gamma, model).subtract(risk);
        BigFraction slope = RP14Check.slope(steps, batch, BigFraction.from(gamma), BigFraction.from(epsilon));
        assertTrue(more.compareTo(slope) >= 0, () -> "one more coordinate adds " + more + ", not " + slope);
    }

    /** w* = 0: all variance, no bias that would hide it. */
    private static BigFraction risk(int dimension, int steps, int batch, double gamma, AdditiveModel model) {
        return RP14Check.rational(dimension, steps, gamma, model, 0).risk(TargetLaws.NONE, batch);
    }
}

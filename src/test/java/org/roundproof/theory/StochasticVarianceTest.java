package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.quantizer.Quantizer;

/** E V of Gaussian features: against a Fourier series, a half-normal mean, and the second moment by another rule. */
class StochasticVarianceTest {
    private static List<QuantizerPiece> pieces(String format) {
        return QuantizerPieces.of((Quantizer) Populations.operator(format + ":sr"));
    }

    private static Interval variance(String format, double h) {
        return StochasticVariance.of(pieces(format), Interval.of(h));
    }

    private static void assertTight(double exact, Interval enclosure) {
        double rounding = 4e-15 * exact;
        assertTrue(
                enclosure.lower() <= exact + rounding && exact - rounding <= enclosure.upper(),
                () -> exact + " is not in " + enclosure);
        // twice 1024u of the value, and 16z²u more where V φ is, which is at z² of a few at most
        double least = 2 * 1024 * 0x1p-53 * exact;
        assertTrue(enclosure.width() > 1.0005 * least, () -> enclosure + " counts too little");
        assertTrue(enclosure.width() < 1.07 * least, () -> enclosure + " is wide");
    }

    /** Step 1: V = 1/6 − Σ cos(2πkx)/(π²k²), so E V = 1/6 − Σ e^(−2π²k²h)/(π²k²). */
    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.1, 0.4, 1, 3, 50, 1000})
    void uniformGridsFollowTheSeries(double h) {
        double exact = 1.0 / 6;
        for (int k = 1; k <= 12; k++) {
            exact -= Math.exp(-2 * Math.PI * Math.PI * k * k * h) / (Math.PI * Math.PI * k * k);
        }
        assertTight(exact, variance("int16(step=1)", h));
        assertTight(exact / 16, variance("int16(step=1/4)", h / 16));
    }

    /** All of the law in one cell, which reaches far beyond 38σ or ends about there: V = Δ|x| − x². */
    @ParameterizedTest
    @CsvSource({"1, 1e-6", "1, 1e-20", "1, 7e-4", "4, 0.0177"})
    void oneCellHasTheHalfNormalMean(double step, double h) {
        double exact = step * Math.sqrt(2 * h / Math.PI) - h;
        assertTight(exact, variance("int8(step=" + step + ")", h));
    }

    /** Within the enclosure of E Q² less h, and far narrower. */
    @ParameterizedTest
    @CsvSource({
        "e4m3, 1",
        "e4m3, 1e-5",
        "e5m2, 0.3",
        "binary16, 0.01",
        "bfloat16, 2",
        "int8(step=1/16), 0.7",
        "e2m3, 0.1"
    })
    void isTheSecondMomentLessTheVariance(String format, double h) {
        Interval second = GaussianPartialMoments.of(pieces(format), h, 0).m2();
        Interval variance = variance(format, h);
        Interval difference = IntervalField.INSTANCE.subtract(second, Interval.of(h));
        double centre = variance.midpoint();
        assertTrue(difference.contains(centre), () -> variance + " and " + difference);
        assertTrue(variance.width() <= 2.5e-13 * centre, variance::toString);
        assertTrue(variance.width() < 0.5 * difference.width(), () -> variance + " and " + difference);
    }

    /** The relative error of a float does not see a power of 4 in h. */
    @Test
    void floatsScale() {
        double base = variance("bfloat16", 0.7).midpoint();
        assertEquals(base, variance("bfloat16", 0.7 * 0x1p20).midpoint() * 0x1p-20, 1e-13 * base);
    }

    /** An enclosed h: the ends lie within, and the width is that of the slope, E[(hi − lo)|x|]/(2h) on either side, 1/√(2πh) for step 1. */
    @Test
    void anEnclosedVarianceIsCovered() {
        Interval wide = StochasticVariance.of(pieces("int16(step=1)"), new Interval(0.05, 0.0501));
        for (double h : new double[] {0.05, 0.05005, 0.0501}) {
            Interval at = variance("int16(step=1)", h);
            assertTrue(wide.lower() <= at.lower() && at.upper() <= wide.upper(), () -> wide + " and " + at);
        }
        assertEquals(1e-4 / Math.sqrt(2 * Math.PI * 0.05) * 1.01, wide.width(), 1e-3 * wide.width());
    }

    /** Beyond the range V counts as 0: E V of a range of one cell is that of [−1, 1] alone. */
    @Test
    void nothingBeyondTheRange() {
        double inside =
                2 * (0.3989422804014327 * (1 - Math.exp(-0.5))) - (0.6826894921370859 - 2 * 0.24197072451914337);
        assertTight(inside, variance("int2(step=1,symmetric=true)", 1));
    }
}

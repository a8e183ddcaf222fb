package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/** Local exponents and limits of sequences. */
class SweepTest {
    private static final double[] GRID = SweepAxis.grid(3, 2, 7);

    /** c·x^p: every slope is p, and so is the increments'. */
    @Property
    void powerLaw(@ForAll @DoubleRange(min = 0.1, max = 5) double c, @ForAll @DoubleRange(min = -2, max = 2) double p) {
        Sweep sweep = sequence(c, p, 0);
        assertEquals(p, sweep.last(), 1e-9);
        assertEquals(p, sweep.least(), 1e-9);
        assertEquals(p, sweep.greatest(), 1e-9);
    }

    /** f + c·x^p, p < 0: Aitken's limit is f, the increments decay like x^p, and slopes lie between p and 0. */
    @Property
    void floor(
            @ForAll @DoubleRange(min = 0.1, max = 5) double f,
            @ForAll @DoubleRange(min = 0.1, max = 5) double c,
            @ForAll @DoubleRange(min = -2, max = -0.1) double p) {
        Sweep sweep = sequence(c, p, f);
        double last = sweep.extra()[GRID.length - 1];
        assertEquals(f, sweep.limit() * last, 1e-7);
        assertEquals(p, sweep.incrementExponent(), 1e-6);
        assertTrue(p < sweep.least() && sweep.least() <= sweep.greatest() && sweep.greatest() < 0);
    }

    private static Sweep sequence(double c, double p, double floor) {
        return new Sweep(
                GRID, Arrays.stream(GRID).map(x -> floor + c * Math.pow(x, p)).toArray());
    }

    /** A growing sequence has no limit, and one that changes sign no exponent. */
    @Test
    void noLimit() {
        assertTrue(Double.isNaN(sequence(1, 0.5, 0).limit()));
        assertEquals("changes sign", sequence(-1, 0.5, 2).text());
    }

    /** Each axis moves what it says: the swept risk is the risk of a setting written out by hand. */
    @Test
    void axes() {
        Setting base = Setting.paper(5, 20);
        TargetSet labels = TargetSet.of(Target.LABEL);
        for (SweepAxis axis : SweepAxis.values()) {
            double x = axis == SweepAxis.LEVEL ? 0.25 : 8;
            double level = axis == SweepAxis.LEVEL ? 0.25 : 0.5;
            Setting expected = new Setting(
                    new Spectrum.Power(2),
                    axis == SweepAxis.DIMENSION ? 8 : 5,
                    axis == SweepAxis.STEPS ? 8 : 20,
                    axis == SweepAxis.BATCH ? 8 : 1,
                    0.1,
                    labels.of(Noise.ADDITIVE.of(level)));
            Setting point = axis.points(base, labels, Noise.ADDITIVE::of, 0.5).apply(x);
            assertEquals(expected, point);
            assertEquals(
                    expected.extra(RiskConvention.CLEAN),
                    Sweep.of(new double[] {x}, axis.points(base, labels, Noise.ADDITIVE::of, 0.5), RiskConvention.CLEAN)
                            .extra()[0]);
        }
    }
}

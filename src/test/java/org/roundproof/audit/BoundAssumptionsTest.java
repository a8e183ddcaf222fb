package org.roundproof.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.sgd.Target;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/** Each assumption of the bounds has a witness; the risks by hand, and the enumeration of paths against the recursion. */
class BoundAssumptionsTest {
    private static List<Witness> upper() {
        List<Witness> all = new ArrayList<>(ProcessWitnesses.all());
        all.addAll(DesignWitnesses.all());
        all.addAll(QuantizerWitnesses.all());
        return all;
    }

    @TestFactory
    Stream<DynamicTest> upperBoundNeedsIt() {
        return upper().stream().map(BoundAssumptionsTest::holds);
    }

    @TestFactory
    Stream<DynamicTest> lowerBoundNeedsIt() {
        return LowerWitnesses.all().stream().map(BoundAssumptionsTest::holds);
    }

    private static DynamicTest holds(Witness witness) {
        return DynamicTest.dynamicTest(witness.assumption(), () -> assertTrue(witness.holds(), witness::toString));
    }

    /** ½(sum of the iterates over N − w*)², the iterates worked out by hand. */
    private static BigFraction half(BigFraction miss) {
        return miss.pow(2).divide(2);
    }

    private static void assertRisk(List<Witness> all, String assumption, BigFraction kept, BigFraction dropped) {
        Witness witness = named(all, assumption);
        assertEquals(kept, witness.kept(), assumption);
        assertEquals(dropped, witness.dropped(), assumption);
    }

    private static Witness named(List<Witness> all, String assumption) {
        return all.stream()
                .filter(each -> each.assumption().equals(assumption))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void risksByHand() {
        List<Witness> all = upper();
        BigFraction g = BigFraction.of(3, 4);
        BigFraction one = BigFraction.ONE;
        // w_1 = γξ_1, w_2 = γ(1−γ)ξ_1 + γξ_2: Var of a third of their sum; with one ξ it is (γ + γ(2−γ))/3 in size
        BigFraction anew =
                g.pow(2).multiply(BigFraction.of(2).subtract(g).pow(2).add(1)).divide(18);
        BigFraction same = half(g.multiply(BigFraction.of(3).subtract(g)).divide(3));
        assertRisk(all, "fresh rows at every step", anew, same);
        assertRisk(all, "rows in random order", anew, same);
        // ½·¼γ²/B against ½·¼γ²
        assertRisk(all, "independent rows in a batch", BigFraction.of(1, 384), BigFraction.of(1, 128));
        // 1 − (γ + γ(2−γ))/3, and 1 − 2γ/3
        assertRisk(
                all,
                "one step size",
                half(one.subtract(g.multiply(BigFraction.of(3).subtract(g)).divide(3))),
                half(one.subtract(g.multiply(2).divide(3))));
        // w̄ = w_0, and w_1 = γξ
        assertRisk(all, "the average of $w_0, \\dots, w_{N-1}$", BigFraction.ZERO, half(g));
        // w̄ = ½·7/16, and ½ with probability 7/16, else 0
        assertRisk(
                all,
                "the weights themselves are exact",
                half(BigFraction.of(9, 32)),
                half(BigFraction.of(1, 2)).multiply(9).divide(16));
        // ½(1 − γ + γ²κ/4)
        assertRisk(all, "the fourth moment of the features", BigFraction.of(51, 128), BigFraction.of(7, 8));
        // nothing moves; w_1 = ½, w_2 = ½ + ½(1 − 4)
        BigFraction exact = half(one.subtract(BigFraction.of(7, 16)));
        assertRisk(all, "unbiased labels", exact, half(one));
        assertRisk(all, "unbiased gradients", exact, half(one));
        BigFraction three = half(one.subtract(BigFraction.of(5, 12)));
        BigFraction away = half(one.add(BigFraction.of(1, 6)));
        assertRisk(all, "unbiased parameters", three, away);
        assertRisk(all, "unbiased activations", three, away);
        // w_1 = γe or 2γe, e = ±½
        assertRisk(
                all, "independent errors of different targets", BigFraction.of(49, 1024), half(BigFraction.of(7, 16)));
        // anew and same again, a quarter of them
        assertRisk(all, "independent errors of different steps", anew.divide(4), same.divide(4));
    }

    @Test
    void risksByHandFromBelow() {
        List<Witness> all = LowerWitnesses.all();
        BigFraction zero = BigFraction.ZERO;
        // nothing is left: ½·¼γ²E x²ξ²/B with it
        assertRisk(all, "independent rows in a batch", BigFraction.of(1, 1024), zero);
        assertRisk(all, "unbiased labels", BigFraction.of(1, 16384), zero);
        assertRisk(all, "label noise independent of the features", BigFraction.of(9, 4096), zero);
        assertRisk(all, "independent errors in a batch", BigFraction.of(1, 1024), zero);
        assertRisk(all, "independent errors of different targets", BigFraction.of(1, 512), zero);
        assertRisk(
                all,
                "$\\mathrm{Var}[Q(z)|z] \\ge \\alpha + \\beta z^2$ at every argument",
                BigFraction.of(1, 1024),
                zero);
        // ½(1, −1)H(1, −1)ᵀ
        assertRisk(all, "$\\mathbb{E}\\tilde x = 0$", BigFraction.of(5, 2), BigFraction.of(1, 4));
        // w̄ = ½γ times the mean of (1 + e)(1 + 7e), which is 16 or 0: its variance
        assertRisk(
                all,
                "errors of the labels independent of those of the data",
                BigFraction.of(197, 512),
                BigFraction.of(1, 8));
        // w_t = 1 + (t − 1)(1 − 7/64) after a first step to 1: (8 + 28 · 57/64)/9 off 4
        BigFraction slow = half(BigFraction.of(4)
                .subtract(BigFraction.of(8).add(BigFraction.of(28 * 57, 64)).divide(9)));
        for (String target : List.of("parameters", "activations")) {
            assertEquals(slow, named(all, "no saturation of " + target).dropped(), target);
        }
        assertRisk(all, "no saturation of gradients", BigFraction.of(1, 64), BigFraction.of(49, 262144));
        // w_t = t/2 where every prediction is 0: the average of five is 1; w_1 = 2
        assertEquals(
                4,
                all.stream()
                        .filter(each -> each.assumption().startsWith("unbiased")
                                && each.dropped().equals(zero))
                        .count());
    }

    /** The exact risks by hand: the features' errors, the factor and the prediction of w_1 are all that is random. */
    @Test
    void readingsAreRefuted() {
        Tally tally = new Tally();
        List<List<String>> rows = new BoundReadings(tally).table().rows();
        assertEquals(6, tally.checked());
        assertEquals(0, tally.failed(), tally::witness);
        // v̄ = −½ + ¼g, E g = 1, Var g = (E x̃²x² − 1)/8 = (4 − 1)/8, times H_q = 2
        assertTrue(rows.get(0).get(3).startsWith("11/128 "), rows.get(0)::toString);
        // v̄ = −1 + ½g, E g = 1, E g² = (1 + ¼)(1 + (3 − 1)/8)
        assertTrue(rows.get(1).get(3).startsWith("25/128 "), rows.get(1)::toString);
    }

    /** The definition against the recursion, whose value is proven up to a radius. */
    @Property(tries = 60)
    void enumerationAgreesWithTheRecursion(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2) int dimension,
            @ForAll @IntRange(min = 1, max = 3) int steps,
            @ForAll @IntRange(min = 1, max = 2) int batch) {
        Random random = new Random(seed);
        double[][] rows = new double[dimension + 1][dimension + 1];
        for (int k = 0; k <= dimension; k++) {
            for (int i = 0; i <= dimension; i++) {
                rows[k][i] = (random.nextInt(9) - 4) / 4.0;
            }
            if (k < dimension) {
                rows[k][k] = 2; // strictly dominant: linearly independent features
            }
        }
        SmallPopulation small = SmallPopulation.of(0.125, steps, batch, rows);
        Target target = List.of(Target.LABEL, Target.PARAMETER, Target.ACTIVATION, Target.GRADIENT)
                .get(random.nextInt(4));
        String operator = List.of("additive(0.25)", "multiplicative(0.25)", "multiplicative(0.25,shared)")
                .get(random.nextInt(3));
        SmallPopulation quantized = small.with(target, operator);
        BigFraction risk = quantized.process().risk(small.process().optimum());
        RiskResult.Exact exact = assertInstanceOf(
                RiskResult.Exact.class,
                ExpectedRisk.of(quantized.rows(), quantized.configuration(), RiskConvention.CLEAN));
        String what = quantized.text() + ", " + target + " by " + operator + ": " + risk + ", " + exact;
        assertEquals(risk.doubleValue(), exact.value(), 1e-12 * (1 + risk.doubleValue()), what);
        assertTrue(Double.isInfinite(exact.radius()) || exact.proven().contains(risk), what);
    }

    @Test
    void equalKeysAreOneChoice() {
        assertEquals(BigFraction.ONE, Choices.expectation(c -> BigFraction.of(c.sign("a") * c.sign("a"))));
        assertEquals(BigFraction.ZERO, Choices.expectation(c -> BigFraction.of(c.sign("a") * c.sign("b"))));
        assertEquals(BigFraction.of(7, 2), Choices.expectation(c -> BigFraction.of(c.pick("die", 6) + 1)));
        List<BigFraction> third = List.of(BigFraction.of(1, 3), BigFraction.of(2, 3));
        assertEquals(BigFraction.of(2, 3), Choices.expectation(c -> BigFraction.of(c.pick("coin", third))));
        // later choices may depend on earlier ones
        assertEquals(
                BigFraction.of(1, 4),
                Choices.expectation(c -> BigFraction.of(c.sign("a") > 0 && c.sign("b") > 0 ? 1 : 0)));
    }

    /** Each pass is a permutation, the six of three rows equally likely, two passes independent. */
    @Test
    void passesTakeEveryRowOnce() {
        Map<List<Integer>, BigFraction> law = new HashMap<>();
        Choices.expectation(c -> {
            List<Integer> order = new ArrayList<>();
            for (int step = 1; step <= 6; step++) {
                order.add(Replacement.inPasses(c, step, 0, 3));
            }
            law.merge(order, BigFraction.ONE, BigFraction::add);
            return BigFraction.ZERO;
        });
        assertEquals(36, law.size());
        law.forEach((order, times) -> {
            assertEquals(BigFraction.ONE, times, order::toString);
            assertEquals(List.of(0, 1, 2), order.subList(0, 3).stream().sorted().toList());
            assertEquals(List.of(0, 1, 2), order.subList(3, 6).stream().sorted().toList());
        });
    }
}

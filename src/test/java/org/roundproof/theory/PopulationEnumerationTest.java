package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.roundproof.theory.TinyLaws.ADDITIVE;
import static org.roundproof.theory.TinyLaws.MIXED;
import static org.roundproof.theory.TinyLaws.MIXED_SHARED;
import static org.roundproof.theory.TinyLaws.MULTIPLICATIVE;
import static org.roundproof.theory.TinyLaws.NONE;
import static org.roundproof.theory.TinyLaws.SHARED;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.roundproof.format.Formats;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;
import org.roundproof.theory.PathEnumerator.Vec;

/**
 * The finite-population recursion against the enumeration of every sample path, in exact rationals: equality, in both risk
 * conventions, for each target alone and all five together. The note is {@code proofs-notes/enumeration.md}.
 */
class PopulationEnumerationTest {
    private static final Operator IDENTITY = new Identity();
    /** Values −2 … 3/2 in halves: nothing saturates. */
    private static final Operator THREE_BITS = quantizer("int3(step=0.5)", new Rounding.Stochastic());
    /** Values −1, −½, 0, ½: two of the features saturate, so the mean is biased. */
    private static final Operator TWO_BITS = quantizer("int2(step=0.5)", new Rounding.Stochastic());

    private static final Operator NEAREST = quantizer("int3(step=0.5)", Rounding.Deterministic.TIES_TO_EVEN);
    private static final Operator DITHER = quantizer("int3(step=0.5)", new Rounding.Tpdf());

    private static Operator quantizer(String format, Rounding rounding) {
        return new Quantizer(Formats.parse(format), rounding, Overflow.SAT_FINITE);
    }

    /** One configuration of the five targets. */
    private record Case(
            String name,
            Operator data,
            Operator label,
            TinyLaws labelLaw,
            TinyLaws parameter,
            TinyLaws activation,
            TinyLaws gradient) {
        StepLaws laws() {
            return new StepLaws(parameter.law(), activation.law(), gradient.law());
        }
    }

    private static List<Case> single() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("nothing", IDENTITY, IDENTITY, NONE, NONE, NONE, NONE));
        List<Operator> data = List.of(
                THREE_BITS,
                TWO_BITS,
                NEAREST,
                DITHER,
                new AdditiveModel(0.25, UnitLaw.RADEMACHER),
                new MultiplicativeModel(0.25, UnitLaw.RADEMACHER, false),
                new MultiplicativeModel(0.25, UnitLaw.RADEMACHER, true));
        for (Operator operator : data) {
            cases.add(new Case("data " + operator.expression(), operator, IDENTITY, NONE, NONE, NONE, NONE));
        }
        for (Operator operator : List.of(TWO_BITS, NEAREST)) {
            cases.add(new Case("label " + operator.expression(), IDENTITY, operator, NONE, NONE, NONE, NONE));
        }
        for (TinyLaws law : List.of(ADDITIVE, MULTIPLICATIVE, SHARED, MIXED, MIXED_SHARED)) {
            cases.add(new Case("label " + law, IDENTITY, IDENTITY, law, NONE, NONE, NONE));
            cases.add(new Case("parameter " + law, IDENTITY, IDENTITY, NONE, law, NONE, NONE));
            cases.add(new Case("activation " + law, IDENTITY, IDENTITY, NONE, NONE, law, NONE));
            cases.add(new Case("gradient " + law, IDENTITY, IDENTITY, NONE, NONE, NONE, law));
        }
        return cases;
    }

    private static List<Case> together() {
        return List.of(
                new Case("all additive", THREE_BITS, IDENTITY, ADDITIVE, ADDITIVE, ADDITIVE, ADDITIVE),
                new Case(
                        "all multiplicative",
                        THREE_BITS,
                        IDENTITY,
                        MULTIPLICATIVE,
                        MULTIPLICATIVE,
                        MULTIPLICATIVE,
                        MULTIPLICATIVE),
                new Case("all shared", THREE_BITS, IDENTITY, SHARED, SHARED, SHARED, SHARED),
                new Case(
                        "row-shared data",
                        new MultiplicativeModel(0.25, UnitLaw.RADEMACHER, true),
                        IDENTITY,
                        SHARED,
                        ADDITIVE,
                        ADDITIVE,
                        SHARED),
                new Case("saturating data", TWO_BITS, NEAREST, NONE, SHARED, MIXED, ADDITIVE),
                new Case("biased data", NEAREST, TWO_BITS, NONE, ADDITIVE, SHARED, ADDITIVE));
    }

    private static final List<Window> WINDOWS = List.of(
            new Window(3, new Averaging.All()),
            new Window(3, new Averaging.Tail(2)),
            new Window(2, new Averaging.Last()));

    /** Two updates in each: the average of w_0, w_1, w_2; of w_1, w_2; and w_2. */
    private record Window(int steps, Averaging averaging) {}

    private static Stream<DynamicTest> tests(
            List<Case> cases, List<Window> windows, int batch, Vec start, double[] features) {
        return cases.stream().flatMap(c -> windows.stream()
                .map(w -> DynamicTest.dynamicTest(
                        c.name() + ", " + w.averaging(), () -> check(c, w, batch, start, features))));
    }

    private static void check(Case c, Window window, int batch, Vec start, double[] features) {
        TinyPopulation population = new TinyPopulation(features, c.data(), c.label(), c.labelLaw(), start);
        List<BigFraction> enumerated = population.enumerated(
                c.parameter(), c.activation(), c.gradient(), window.steps(), batch, window.averaging());
        for (RiskConvention convention : RiskConvention.values()) {
            assertEquals(
                    enumerated.get(convention.ordinal()),
                    population.recursion(c.laws(), window.steps(), batch, window.averaging(), convention),
                    convention.toString());
        }
    }

    @TestFactory
    Stream<DynamicTest> eachTargetAloneOneRow() {
        return tests(single(), WINDOWS, 1, TinyPopulation.AWAY, TinyPopulation.FEATURES);
    }

    @TestFactory
    Stream<DynamicTest> eachTargetAloneTwoRows() {
        List<Case> cases = single().stream().filter(c -> c.data() != DITHER).toList();
        return tests(cases, WINDOWS.subList(1, 3), 2, TinyPopulation.AWAY, TinyPopulation.FEATURES);
    }

    @TestFactory
    Stream<DynamicTest> allFiveTogetherOneRow() {
        return tests(together(), WINDOWS, 1, TinyPopulation.AWAY, TinyPopulation.COARSE);
    }

    /** From w_0 = 0 and the last iterate only, to keep the number of paths down. */
    @TestFactory
    Stream<DynamicTest> allFiveTogetherTwoRows() {
        List<Case> cases = together().stream()
                .filter(c -> !c.name().equals("row-shared data"))
                .toList();
        return tests(cases, WINDOWS.subList(2, 3), 2, Vec.ZERO, TinyPopulation.COARSE);
    }

    @TestFactory
    Stream<DynamicTest> rowSharedDataTwoRows() {
        Operator data = new MultiplicativeModel(0.25, UnitLaw.RADEMACHER, true);
        Case shared = new Case("row-shared data and shared factors", data, IDENTITY, SHARED, NONE, SHARED, SHARED);
        return tests(List.of(shared), WINDOWS.subList(2, 3), 2, Vec.ZERO, TinyPopulation.COARSE);
    }
}

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
import java.util.function.Function;
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
import org.roundproof.theory.PathEnumerator.Noise;
import org.roundproof.theory.PathEnumerator.Vec;

/**
 * The product-design recursion against the enumeration of every sample path, in exact rationals: equality, in both risk
 * conventions, for each target alone and all five together. The note is {@code proofs-notes/enumeration.md}.
 */
class ProductEnumerationTest {
    private static final double STEP_SIZE = 0.25;
    private static final Vec AWAY = new Vec(Ratio.of(1, 2), Ratio.of(-1, 4));
    private static final Operator IDENTITY = new Identity();
    private static final Operator THREE_BITS = quantizer(new Rounding.Stochastic());
    private static final Operator NEAREST = quantizer(Rounding.Deterministic.TIES_TO_EVEN);
    private static final Operator ROW_SHARED = new MultiplicativeModel(0.25, UnitLaw.RADEMACHER, true);

    private static Operator quantizer(Rounding rounding) {
        return new Quantizer(Formats.parse("int3(step=0.5)"), rounding, Overflow.SAT_FINITE);
    }

    private record Case(
            String name, Operator data, TinyLaws label, TinyLaws parameter, TinyLaws activation, TinyLaws gradient) {
        TargetLaws laws() {
            return new TargetLaws(label.law(), parameter.law(), activation.law(), gradient.law());
        }
    }

    private static List<Case> single() {
        List<Case> cases = new ArrayList<>();
        for (Operator data : List.of(
                IDENTITY,
                THREE_BITS,
                NEAREST,
                new AdditiveModel(0.25, UnitLaw.RADEMACHER),
                new MultiplicativeModel(0.25, UnitLaw.RADEMACHER, false),
                ROW_SHARED)) {
            cases.add(new Case("data " + data.expression(), data, NONE, NONE, NONE, NONE));
        }
        for (TinyLaws law : List.of(ADDITIVE, MULTIPLICATIVE, SHARED, MIXED, MIXED_SHARED)) {
            cases.add(new Case("label " + law, IDENTITY, law, NONE, NONE, NONE));
            cases.add(new Case("activation " + law, IDENTITY, NONE, NONE, law, NONE));
            cases.add(new Case("gradient " + law, IDENTITY, NONE, NONE, NONE, law));
        }
        for (TinyLaws law : List.of(ADDITIVE, MULTIPLICATIVE, MIXED, SHARED, MIXED_SHARED)) {
            cases.add(new Case("parameter " + law, IDENTITY, NONE, law, NONE, NONE));
        }
        return cases;
    }

    private static List<Case> together() {
        return List.of(
                new Case("all additive", THREE_BITS, ADDITIVE, ADDITIVE, ADDITIVE, ADDITIVE),
                new Case("all shared", THREE_BITS, SHARED, SHARED, SHARED, SHARED),
                new Case(
                        "all multiplicative",
                        THREE_BITS,
                        MULTIPLICATIVE,
                        MULTIPLICATIVE,
                        MULTIPLICATIVE,
                        MULTIPLICATIVE),
                new Case("biased data", NEAREST, SHARED, ADDITIVE, MULTIPLICATIVE, SHARED),
                new Case("row-shared data", ROW_SHARED, SHARED, ADDITIVE, ADDITIVE, SHARED));
    }

    /** Two updates in each: the average of w_0, w_1, w_2; of w_1, w_2; and w_2. */
    private record Window(int steps, Averaging averaging) {}

    private static final List<Window> WINDOWS = List.of(
            new Window(3, new Averaging.All()),
            new Window(3, new Averaging.Tail(2)),
            new Window(2, new Averaging.Last()));

    private static Stream<DynamicTest> tests(
            List<Case> cases, Function<Operator, TinyDesign> design, List<Window> windows, int batch, Vec start) {
        return cases.stream().flatMap(c -> windows.stream()
                .map(w -> DynamicTest.dynamicTest(
                        c.name() + ", " + w.averaging(), () -> check(c, design.apply(c.data()), w, batch, start))));
    }

    private static void check(Case c, TinyDesign design, Window window, int batch, Vec start) {
        PathEnumerator enumerator = new PathEnumerator(
                design.rows(true, Noise.NONE),
                c.label().noise(),
                c.parameter().noise(),
                c.activation().noise(),
                c.gradient().noise(),
                batch,
                Ratio.of(STEP_SIZE));
        List<BigFraction> enumerated = enumerator.expectedRisks(
                start,
                window.steps(),
                window.averaging(),
                List.of(
                        design.rows(false, Noise.NONE),
                        design.rows(true, c.label().noise())));
        for (RiskConvention convention : RiskConvention.values()) {
            assertEquals(
                    enumerated.get(convention.ordinal()).subtract(design.optimalRisk()),
                    design.recursion(c.laws(), start, STEP_SIZE, window.steps(), batch, window.averaging(), convention),
                    convention.toString());
        }
    }

    @TestFactory
    Stream<DynamicTest> eachTargetAloneOneRow() {
        return tests(single(), TinyDesign::rich, WINDOWS, 1, AWAY);
    }

    @TestFactory
    Stream<DynamicTest> eachTargetAloneTwoRows() {
        return tests(single(), TinyDesign::coarse, WINDOWS.subList(1, 3), 2, AWAY);
    }

    @TestFactory
    Stream<DynamicTest> allFiveTogetherOneRow() {
        return tests(together(), TinyDesign::coarse, WINDOWS, 1, AWAY);
    }

    /** From w_0 = 0 and the last iterate only, to keep the number of paths down. */
    @TestFactory
    Stream<DynamicTest> allFiveTogetherTwoRows() {
        return tests(together().subList(0, 2), TinyDesign::coarse, WINDOWS.subList(2, 3), 2, Vec.ZERO);
    }
}

package org.roundproof.sgd.certified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.roundproof.format.ExactReal;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.Lockstep;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.exact.ExactEngine;

class RP18Properties {
    private static final Problem PROBLEM =
            GaussianProblem.of(new double[] {1, 0.25, 0.1, 0.01}, new double[] {1, -1, 0.5, 2}, 0.5);

    @Provide
    Arbitrary<Operator> quantizers() {
        return Arbitraries.of(
                        "e4m3:sr",
                        "e2m1:ties-to-even",
                        "bfloat16:sr(9,odd)",
                        "binary32:toward-positive",
                        "e5m2:to-odd:ovf-inf",
                        "int6(step=0.1875):tpdf",
                        "int8(step=1/16):subtractive",
                        "fixed(integer=2,fraction=3):sr:wrap")
                .map(text -> OperatorExpression.parse(text).resolve());
    }

    @Property
    void RP_18_certifiedRunsAreExact(
            @ForAll("quantizers") Operator operator,
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @IntRange(min = 1, max = 15) int steps,
            @ForAll("stepSizes") double stepSize,
            @ForAll long seed) {
        SgdConfiguration configuration =
                new SgdConfiguration(steps, batch, stepSize, TargetOperators.all(operator), new Averaging.All());
        assertTrue(Lockstep.compare(new CertifiedEngine(), new ExactEngine(), PROBLEM, configuration, seed, 0)
                .identical());
    }

    @Provide
    Arbitrary<Double> stepSizes() {
        return Arbitraries.doubles().between(1e-3, 0.5).ofScale(18);
    }

    /** Narrow or wide, a sum is the sum: terms over 200 binades that cancel, in any order. */
    @Property
    void sumsAreExact(@ForAll("terms") List<Double> terms) {
        ExactSums sums = new ExactSums(1, new DyadicGrid(true, -30, 12, 0x1p60));
        ExactReal expected = ExactReal.ZERO;
        for (double term : terms) {
            sums.addProducts(new double[] {term}, 0, 1, 0x1p60, true);
            expected = expected.add(ExactReal.of(term));
        }
        sums.requireExact();
        assertEquals(expected, sums.exact(0));
    }

    @Provide
    Arbitrary<List<Double>> terms() {
        Arbitrary<Double> term = Arbitraries.integers()
                .between(-2047, 2047)
                .flatMap(n -> Arbitraries.integers().between(-30, 48).map(e -> Math.scalb((double) n, e)));
        return term.list().ofMaxSize(60);
    }
}

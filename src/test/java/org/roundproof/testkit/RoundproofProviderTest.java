package org.roundproof.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.roundproof.audit.Ledger;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Problem;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.sgd.TraceSink;
import org.roundproof.sgd.exact.ExactEngine;

/** {@code @ForAll} gives this library's types without more ado. */
class RoundproofProviderTest {
    @Property
    void quantizersParseBack(@ForAll Quantizer quantizer) {
        assertEquals(quantizer, OperatorExpression.parse(quantizer.expression()).resolve());
    }

    @Property
    void formatsParseBack(@ForAll NumberFormat format) {
        assertEquals(format, Formats.parse(format.expression()));
    }

    @Property
    void roundingsParseBack(@ForAll Rounding rounding) {
        assertEquals(rounding, Rounding.parse(rounding.expression()));
    }

    @Property
    void spectraParseBack(@ForAll Spectrum spectrum) {
        assertEquals(spectrum, Spectrum.parse(spectrum.expression()));
    }

    @Property
    void doublesOfAnAnnotatedParameterAreCorners(@ForAll @CornersOf("e2m1") double x) {
        assertTrue(Double.isFinite(x));
    }

    @Property(tries = 20)
    void problemsAndConfigurationsRun(@ForAll GaussianProblem problem, @ForAll SgdConfiguration configuration) {
        SgdConfiguration unquantized = new SgdConfiguration(
                Math.min(configuration.steps(), 3),
                configuration.batch(),
                configuration.stepSize(),
                TargetOperators.NONE,
                configuration.averaging());
        double[] weights = new ExactEngine()
                .run(problem, unquantized, 1, 0, TraceSink.NONE)
                .lastIterate();
        assertEquals(problem.dimension(), weights.length);
    }

    @Property
    void byTheirInterfaces(@ForAll Problem problem, @ForAll Operator operator, @ForAll Averaging averaging) {
        assertTrue(problem.dimension() > 0);
        assertTrue(operator.unbiased());
        assertTrue(averaging.first(4) < 4 || averaging instanceof Averaging.Last);
    }

    @Property
    @Domain(RoundproofDomain.class)
    void asADomain(@ForAll Quantizer quantizer, @ForAll TargetOperators operators) {
        assertTrue(operators.label().unbiased());
        assertTrue(quantizer.format().bits() > 0);
    }

    /** What the kit calls a claim is one of the ledger. */
    @Example
    void claimsStandInTheLedger() {
        for (ClaimUnderTest claim : ClaimUnderTest.values()) {
            assertTrue(Ledger.claims().stream().anyMatch(entry -> entry.id().equals(claim.id())), claim.id());
        }
    }
}

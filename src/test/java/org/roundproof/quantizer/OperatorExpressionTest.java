package org.roundproof.quantizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Rounding.Cut;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;

class OperatorExpressionTest {
    private static Operator parse(String text) {
        return OperatorExpression.parse(text).resolve();
    }

    @Test
    void quantizersParseToTheirParts() {
        Quantizer q = (Quantizer) parse(" e5m2:ties-to-even:ovf-inf ");
        assertEquals("e5m2", q.format().expression());
        assertEquals(Rounding.Deterministic.TIES_TO_EVEN, q.rounding());
        assertEquals(Overflow.OVF_INF, q.overflow());
        assertEquals(new Rounding.StochasticBits(8, Cut.EVEN), ((Quantizer) parse("e4m3:sr(8)")).rounding());
        assertEquals(new Rounding.StochasticBits(8, Cut.HALF), ((Quantizer) parse("e4m3:sr(8, half)")).rounding());
        assertEquals(Overflow.SAT_FINITE, ((Quantizer) parse("p3109(8,4,s,e):sr")).overflow());
        assertEquals("e5m2:ties-to-even:ovf-inf", q.toString());
    }

    @Test
    void modelsParseWithTheirDefaults() {
        assertEquals(new AdditiveModel(0.01, UnitLaw.RADEMACHER), parse("additive(0.01)"));
        assertEquals(new AdditiveModel(0.01, UnitLaw.GAUSSIAN), parse("additive( 1e-2 , gaussian )"));
        assertEquals(new MultiplicativeModel(0.25, UnitLaw.UNIFORM, false), parse("multiplicative(0x1p-2,uniform)"));
        assertEquals(new MultiplicativeModel(0.25, UnitLaw.RADEMACHER, true), parse("multiplicative(.25,shared)"));
        assertEquals(new MultiplicativeModel(0, UnitLaw.GAUSSIAN, true), parse("multiplicative(-0,gaussian,shared)"));
        assertInstanceOf(Identity.class, parse("identity"));
    }

    @Test
    void parsingAnExpressionGivesAnEqualOperator() {
        List<Operator> operators = new ArrayList<>();
        List<Rounding> roundings = new ArrayList<>(List.of(Rounding.Deterministic.values()));
        roundings.add(new Rounding.Stochastic());
        for (Cut cut : Cut.values()) {
            roundings.add(new Rounding.StochasticBits(1, cut));
            roundings.add(new Rounding.StochasticBits(32, cut));
        }
        roundings.add(new Rounding.Tpdf());
        roundings.add(new Rounding.Subtractive());
        for (NumberFormat format : TestFormats.small()) {
            for (Rounding rounding : roundings) {
                for (Overflow overflow : Overflow.values()) {
                    try {
                        operators.add(new Quantizer(format, rounding, overflow));
                    } catch (InputException notForThisFormat) {
                        assertEquals(1, notForThisFormat.getMessage().lines().count());
                    }
                }
            }
        }
        for (UnitLaw law : UnitLaw.values()) {
            for (double epsilon : new double[] {0, 0.1, 1e-9, 12345, Double.MIN_VALUE}) {
                operators.add(new AdditiveModel(epsilon, law));
                operators.add(new MultiplicativeModel(epsilon, law, false));
                operators.add(new MultiplicativeModel(epsilon, law, true));
            }
        }
        operators.add(new Identity());
        for (Operator operator : operators) {
            OperatorExpression again = OperatorExpression.parse(operator.expression());
            assertEquals(operator, again.resolve());
            assertEquals(operator, again.resolve(3.0));
            assertEquals(operator.expression(), again.toString());
            assertFalse(again.needsData());
        }
    }

    @Test
    void aStepFromTheDataWaitsForThem() {
        OperatorExpression expression = OperatorExpression.parse("int8(scale=absmax,pow2):tpdf:wrap");
        assertTrue(expression.needsData());
        assertTrue(assertThrows(InputException.class, expression::resolve)
                .getMessage()
                .contains("step="));
        Quantizer q = (Quantizer) expression.resolve(100.0);
        assertEquals(1.0, ((UniformFormat) q.format()).step());
        assertEquals(Overflow.WRAP, q.overflow());
        assertThrows(InputException.class, () -> expression.resolve(0.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "e4m3 | FORMAT:ROUNDING",
                "'' | FORMAT:ROUNDING",
                "e4m3:nearest | ties-to-even",
                "e4m3:nearest | subtractive",
                "e4m3:ties-to-even:saturate | sat-finite, sat-propagate, ovf-inf, wrap",
                "e4m3:sr:ovf-inf:x | FORMAT:ROUNDING[:OVERFLOW]",
                "e4m3:sr(0) | 1 to 32",
                "e4m3:sr(33) | 1 to 32",
                "e4m3:sr(99999999999) | sr(R)",
                "e4m3:sr(x) | sr(R)",
                "e4m3:sr() | sr(R)",
                "e4m3:sr(8,ceil) | floor|half|even|odd",
                "e4m3:sr(8,even,odd) | floor|half|even|odd",
                "e4m3:sr(8 | parentheses",
                "e4m3:sr)8( | parentheses",
                "e4m3:sr(8)x | sr(R)",
                "e4m3:tpdf | int8(step=1/64)",
                "e4m3:subtractive | uniform grid",
                "e4m3:sr:wrap | sat-finite",
                "additive | additive(EPS[,",
                "additive() | additive(EPS[,",
                "additive(x) | additive(EPS[,",
                "additive(-0.1) | finite number",
                "additive(1e999) | finite number",
                "additive(NaN) | additive(EPS[,",
                "additive(1d) | additive(EPS[,",
                "additive(0.1,cauchy) | gaussian|uniform|rademacher",
                "additive(0.1,shared) | additive(EPS[,",
                "additive(0.1,gaussian,shared) | additive(EPS[,",
                "multiplicative(0.1,shared,gaussian) | [,shared])",
                "multiplicative(0.1,gaussian,shred) | [,shared])",
                "multiplicative(0.1,gaussian,shared,x) | [,shared])",
                "multiplicative(0.1,gaussian,shared,x) | 'x' has no place",
                "additive(0.1,gaussian,y) | 'y' has no place",
            })
    void mistakesAreAnsweredInOneLineThatSaysWhatIsRight(String text, String right) {
        String given = text == null ? "" : text;
        String message = assertThrows(InputException.class, () -> parse(given)).getMessage();
        assertTrue(message.contains(right), message);
        assertEquals(1, message.lines().count(), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e9m9:sr", "mxfp4:sr", "int8:sr", "identity:sr"})
    void mistakesInTheFormatAreTheFormatsToAnswer(String text) {
        String message = assertThrows(InputException.class, () -> parse(text)).getMessage();
        assertEquals(1, message.lines().count(), message);
    }
}

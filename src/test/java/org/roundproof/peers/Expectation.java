package org.roundproof.peers;

import java.math.BigInteger;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roundproof.conformance.WordList;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * What is right at each input.
 *
 * @param quantizer Q where the exact answer is Q(x); null where it is Q of something else, or the value of a code
 * @param text what the peer is compared with, in the words of quantizer expressions
 * @param real the exact real that is rounded, for finite inputs: x itself, or x/scale
 * @param exact that real rounded once
 * @param twice that real rounded to the peer's working precision first
 * @param truncated that real rounded toward zero
 * @param specified where the specification says anything at all; other inputs are left out
 * @param promise what the specification promises
 * @param rule the rule, by its name in the note
 */
record Expectation(
        @Nullable Quantizer quantizer,
        String text,
        DoubleFunction<ExactReal> real,
        DoubleUnaryOperator exact,
        DoubleUnaryOperator twice,
        DoubleUnaryOperator truncated,
        DoublePredicate specified,
        Promise promise,
        String rule) {

    /** How much a specification promises. */
    enum Promise {
        /** The exact real, rounded once. */
        ONE_ROUNDING,
        /** A result in a working precision, rounded again. */
        TWO_ROUNDINGS,
        /** One of the two: how the intermediate result is computed is not said. */
        ONE_OR_TWO_ROUNDINGS,
        /** No particular rounding. */
        OPEN
    }

    private static Expectation rounding(
            String text, DoubleFunction<ExactReal> real, Quantizer quantizer, DoubleUnaryOperator number, String rule) {
        Quantizer truncating =
                new Quantizer(quantizer.format(), Rounding.Deterministic.TOWARD_ZERO, quantizer.overflow());
        DoubleUnaryOperator exact = x -> rounded(quantizer, number.applyAsDouble(x), () -> real.apply(x));
        DoubleUnaryOperator truncated = x -> rounded(truncating, number.applyAsDouble(x), () -> real.apply(x));
        return new Expectation(null, text, real, exact, exact, truncated, x -> true, Promise.ONE_ROUNDING, rule);
    }

    /** Q(x). */
    static Expectation of(String quantizer, String rule) {
        Quantizer q = quantizer(quantizer);
        Expectation e = rounding("`" + quantizer + "`", ExactReal::of, q, x -> x, rule);
        return new Expectation(q, e.text, e.real, e.exact, e.twice, e.truncated, e.specified, e.promise, rule);
    }

    /** Q(x/scale) for the real quotient, scale > 0. */
    static Expectation ofQuotient(String quantizer, double scale, String rule) {
        int exponent = Math.getExponent(scale) - 52;
        BigInteger significand = BigInteger.valueOf((long) Math.scalb(scale, -exponent));
        return rounding(
                "`" + quantizer + "` of x/scale",
                x -> ExactReal.of(x).scale(-exponent).divide(significand),
                quantizer(quantizer),
                x -> x,
                rule);
    }

    /** The value of each code. */
    static Expectation ofCodes(String format, String rule) {
        NumberFormat f = Formats.parse(format);
        DoubleUnaryOperator value = code -> f.decode((long) code);
        return new Expectation(
                null,
                "every code of `" + format + "`",
                code -> ExactReal.of(f.decode((long) code)),
                value,
                value,
                value,
                x -> true,
                Promise.ONE_ROUNDING,
                rule);
    }

    /** The value of each code times a scale, rounded to the result's type. */
    static Expectation ofScaledCodes(String format, double scale, String quantizer, String rule) {
        NumberFormat f = Formats.parse(format);
        return rounding(
                "`" + quantizer + "` of scale × every code of `" + format + "`",
                code -> ExactReal.of(f.decode((long) code)).multiply(ExactReal.of(scale)),
                quantizer(quantizer),
                code -> f.decode((long) code),
                rule);
    }

    /** Q of the real, or of x itself where x is its own quotient and product: 0, −0, ∞, NaN. */
    private static double rounded(Quantizer q, double x, Supplier<ExactReal> real) {
        return x == 0 || !Double.isFinite(x) ? q.quantize(x, WordList.NONE) : q.quantize(real.get(), WordList.NONE);
    }

    /** A quantizer from its expression. */
    static Quantizer quantizer(String expression) {
        return (Quantizer) OperatorExpression.parse(expression).resolve();
    }

    /** The same, knowing what two roundings give. */
    Expectation orTwice(DoubleUnaryOperator rounding) {
        return new Expectation(quantizer, text, real, exact, rounding, truncated, specified, promise, rule);
    }

    /** The same under another promise. */
    Expectation promising(Promise other) {
        return new Expectation(quantizer, text, real, exact, twice, truncated, specified, other, rule);
    }

    /** The same, where the specification says nothing outside these inputs. */
    Expectation where(DoublePredicate inputs) {
        return new Expectation(quantizer, text, real, exact, twice, truncated, inputs, promise, rule);
    }

    /** What the rule says of an answer that differs from the exact one. */
    String judge(double x, double theirs) {
        return switch (promise) {
            case ONE_ROUNDING -> "against " + rule;
            case TWO_ROUNDINGS -> (roundsTwice(x, theirs) ? "as " + rule + " says" : "against " + rule);
            case ONE_OR_TWO_ROUNDINGS -> (roundsTwice(x, theirs) ? "left open by " : "against ") + rule;
            case OPEN -> "left open by " + rule;
        };
    }

    /** Whether an answer is what two roundings give. */
    boolean roundsTwice(double x, double theirs) {
        return Double.compare(theirs, twice.applyAsDouble(x)) == 0;
    }
}

package org.roundproof.testkit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.Formats;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Deterministic;
import org.roundproof.random.WordSource;

/**
 * An implementation of a quantizer, the expression of what it should be, and what of that it can do. Immutable: every method
 * that changes something gives a new object.
 *
 * <pre>{@code
 * QuantizerUnderTest.deterministic("e4m3:ties-to-even", x -> kernel.round((float) x)).inputs("binary32")
 * QuantizerUnderTest.stochastic("e4m3:sr(8,floor)", (x, words) -> kernel.round(x, words.word(0, 0) >>> 24))
 * QuantizerUnderTest.blackBox("int8(step=1/16):sr", x -> kernel.round(x))
 * }</pre>
 */
public final class QuantizerUnderTest implements UnderTest {
    private static final WordSource NO_WORDS = (use, level) -> 0;

    private final Quantizer quantizer;
    private final WordQuantizer implementation;
    private final Set<Capability> capabilities;
    private final @Nullable Quantizer inputs;
    private final @Nullable DoubleToLongFunction codes;
    private final @Nullable ArrayQuantizer arrays;

    private QuantizerUnderTest(
            Quantizer quantizer,
            WordQuantizer implementation,
            Set<Capability> capabilities,
            @Nullable Quantizer inputs,
            @Nullable DoubleToLongFunction codes,
            @Nullable ArrayQuantizer arrays) {
        this.quantizer = quantizer;
        this.implementation = implementation;
        this.capabilities = Set.copyOf(capabilities);
        this.inputs = inputs;
        this.codes = codes;
        this.arrays = arrays;
    }

    /**
     * A rounding without random words.
     *
     * @param specification {@code FORMAT:ROUNDING[:OVERFLOW]}, {@code e4m3:ties-to-even} say
     * @throws InputException where that is no such quantizer
     */
    public static QuantizerUnderTest deterministic(String specification, DoubleUnaryOperator implementation) {
        Quantizer quantizer = parse(specification);
        if (!(quantizer.rounding() instanceof Deterministic)) {
            throw new InputException(
                    specification + " draws random bits: say stochastic(…) where they are arguments, or"
                            + " blackBox(…) where the implementation has its own");
        }
        return of(quantizer, (x, words) -> implementation.applyAsDouble(x));
    }

    /**
     * A rounding whose random words are arguments, used by this library's rule. Where it uses them by a rule of its own, say
     * {@code without(Capability.SAME_WORDS)}: its rates are then judged by statistics.
     *
     * @param specification {@code FORMAT:ROUNDING[:OVERFLOW]}, {@code e4m3:sr} say
     * @throws InputException where that is no stochastic quantizer
     */
    public static QuantizerUnderTest stochastic(String specification, WordQuantizer implementation) {
        return of(random(specification), implementation, Capability.GIVEN_WORDS, Capability.SAME_WORDS);
    }

    /**
     * A stochastic rounding that draws its own random bits, new ones in each call.
     *
     * @throws InputException where the specification is no stochastic quantizer
     */
    public static QuantizerUnderTest blackBox(String specification, DoubleUnaryOperator implementation) {
        return of(random(specification), (x, words) -> implementation.applyAsDouble(x));
    }

    private static QuantizerUnderTest of(Quantizer quantizer, WordQuantizer implementation, Capability... more) {
        EnumSet<Capability> all = EnumSet.of(
                Capability.SUBNORMALS,
                Capability.OVERFLOW,
                Capability.NAN,
                Capability.INFINITIES,
                Capability.SIGNED_ZEROS);
        all.addAll(List.of(more));
        if (quantizer.overflow() == Overflow.WRAP) {
            all.remove(Capability.NAN);
            all.remove(Capability.INFINITIES);
        }
        return new QuantizerUnderTest(quantizer, implementation, all, null, null, null);
    }

    private static Quantizer random(String specification) {
        Quantizer quantizer = parse(specification);
        if (quantizer.rounding() instanceof Deterministic) {
            throw new InputException(specification + " draws no random bits: say deterministic(…)");
        }
        if (quantizer.rounding() instanceof Rounding.Subtractive) {
            throw new InputException(specification + " has no finite support, by which the kit judges: use sr or tpdf");
        }
        return quantizer;
    }

    private static Quantizer parse(String specification) {
        Operator operator = OperatorExpression.parse(specification).resolve();
        if (operator instanceof Quantizer quantizer) {
            return quantizer;
        }
        throw new InputException(
                specification + " is no true quantizer: write FORMAT:ROUNDING[:OVERFLOW], such as e4m3:ties-to-even");
    }

    /** The same with inputs of a narrower format only, {@code binary32} where the implementation takes floats. */
    public QuantizerUnderTest inputs(String format) {
        Quantizer to = new Quantizer(Formats.parse(format), Deterministic.TIES_TO_EVEN, Overflow.SAT_PROPAGATE);
        return new QuantizerUnderTest(quantizer, implementation, capabilities, to, codes, arrays);
    }

    /** The same without some capabilities; what needs them will be skipped. */
    public QuantizerUnderTest without(Capability... removed) {
        return new QuantizerUnderTest(
                quantizer, implementation, Capability.without(capabilities, removed), inputs, codes, arrays);
    }

    /** The same with the codes of results: y ↦ its code, as an unsigned number. */
    public QuantizerUnderTest codes(DoubleToLongFunction encode) {
        return new QuantizerUnderTest(quantizer, implementation, with(Capability.CODES), inputs, encode, arrays);
    }

    /** The same with whole arrays: rounding without random words, or with bits of the implementation's own. */
    public QuantizerUnderTest arrays(UnaryOperator<double[]> quantize) {
        return arrays((x, words) -> quantize.apply(x));
    }

    /** The same with whole arrays and the random words of each element. */
    public QuantizerUnderTest arrays(ArrayQuantizer quantize) {
        return new QuantizerUnderTest(quantizer, implementation, with(Capability.ARRAYS), inputs, codes, quantize);
    }

    private Set<Capability> with(Capability capability) {
        EnumSet<Capability> more = EnumSet.of(capability);
        more.addAll(capabilities);
        return more;
    }

    @Override
    public String specification() {
        return quantizer.expression();
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public boolean has(Trait trait) {
        return switch (trait) {
            case TIES ->
                Arrays.stream(QuantizerInputs.someValues(quantizer.format()))
                        .map(value -> QuantizerInputs.midpoint(quantizer.format(), value))
                        .anyMatch(x -> QuantizerInputs.isTie(this, x));
            case CHANCE -> new BlackBoxDraws(this, BlackBoxDraws.FIRST, BlackBoxDraws.FALSE_ALARM).points().length > 0;
            case EXCEEDED -> exceeds(Double.MAX_VALUE) || exceeds(-Double.MAX_VALUE);
            default -> trait.of(quantizer);
        };
    }

    private boolean exceeds(double largest) {
        double x = inputs == null ? largest : Math.copySign(inputs.format().maxFinite(), largest);
        return takes(x) && !inRange(x);
    }

    /** What the implementation should be. */
    public Quantizer quantizer() {
        return quantizer;
    }

    /** The implementation's result without words, or with its own. */
    double quantize(double x) {
        return quantize(x, NO_WORDS);
    }

    /** The implementation's result. */
    double quantize(double x, WordSource words) {
        try {
            return implementation.quantize(x, words);
        } catch (RuntimeException e) {
            throw Violation.threw(ClaimUnderTest.RP_04, this, "x = " + new Input(quantizer.format(), x), e);
        }
    }

    /** The implementation's results for an array. */
    double[] quantize(double[] x, WordSource[] words) {
        try {
            return Objects.requireNonNull(arrays, "arrays").quantize(x.clone(), words);
        } catch (RuntimeException e) {
            throw Violation.threw(ClaimUnderTest.RP_04, this, "an array of " + x.length, e);
        }
    }

    /** The implementation's code of a result. */
    long code(double y) {
        return Objects.requireNonNull(codes, "codes").applyAsLong(y);
    }

    /** Whether two results pass for each other. */
    boolean same(double expected, double actual) {
        if (Double.compare(expected, actual) == 0) {
            return true;
        }
        boolean zeros = expected == 0 && actual == 0;
        return zeros
                && (!capabilities.contains(Capability.SIGNED_ZEROS)
                        || !quantizer.format().hasNegativeZero());
    }

    /** A double as the implementation can take it. */
    double asInput(double x) {
        return inputs == null ? x : inputs.quantize(x, NO_WORDS);
    }

    /** The next larger input after x. */
    double nextInput(double x) {
        return inputs == null ? Math.nextUp(x) : inputs.format().nextUp(x);
    }

    /** Whether the implementation claims to be right at x. */
    boolean takes(double x) {
        if (Double.isNaN(x)) {
            return capabilities.contains(Capability.NAN);
        }
        if (Double.isInfinite(x)) {
            return capabilities.contains(Capability.INFINITIES);
        }
        if (!capabilities.contains(Capability.OVERFLOW) && !inRange(x)) {
            return false;
        }
        return capabilities.contains(Capability.SUBNORMALS)
                || x == 0
                || Math.abs(x) >= smallestNormal().orElse(0.0);
    }

    /** Whether x lies between the least and the largest value of the format. */
    boolean inRange(double x) {
        return x >= quantizer.format().minFinite() && x <= quantizer.format().maxFinite();
    }

    private Optional<Double> smallestNormal() {
        return quantizer.format() instanceof FloatFormat floats
                ? Optional.of(Math.scalb(1.0, floats.minExponent()))
                : Optional.empty();
    }
}

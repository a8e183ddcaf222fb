package org.roundproof.conformance.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.WordList;
import org.roundproof.format.ExactReal;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/** The type that an implementation takes its inputs in: which x there are, and which are neighbours. */
public enum InputType {
    BINARY64,
    BINARY32,
    BINARY16,
    BFLOAT16;

    /** The type as a format; null for doubles. */
    private final @Nullable NumberFormat format;

    private final double largest;
    private final double smallest;

    InputType() {
        format = ordinal() == 0 ? null : Formats.parse(name().toLowerCase(Locale.ROOT));
        largest = format == null ? Double.MAX_VALUE : format.maxFinite();
        smallest = format == null ? Double.MIN_VALUE : format.smallestPositive();
    }

    /**
     * Parses {@code binary64}, {@code binary32}, {@code binary16} or {@code bfloat16}.
     *
     * @throws InputException in one line that lists them
     */
    public static InputType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new InputException("there is no input type '" + text + "': the types are "
                        + Arrays.stream(values()).map(InputType::text).collect(Collectors.joining(", "))));
    }

    /** Name in vector files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Largest finite value. */
    public double largest() {
        return largest;
    }

    /** Smallest positive value. */
    public double smallest() {
        return smallest;
    }

    /** The next value above a finite one; ∞ above the largest. */
    public double above(double x) {
        return switch (this) {
            case BINARY64 -> Math.nextUp(x);
            case BINARY32 -> Math.nextUp((float) x);
            default -> x == largest ? Double.POSITIVE_INFINITY : format().nextUp(x);
        };
    }

    /** The next value below a finite one; −∞ below the smallest. */
    public double below(double x) {
        return switch (this) {
            case BINARY64 -> Math.nextDown(x);
            case BINARY32 -> Math.nextDown((float) x);
            default -> x == -largest ? Double.NEGATIVE_INFINITY : format().nextDown(x);
        };
    }

    private NumberFormat format() {
        return Objects.requireNonNull(format);
    }

    /** The value of this type at or next to a real on the side of zero; the largest for what is beyond. */
    public double truncate(ExactReal real) {
        if (format != null) {
            return new Quantizer(format, Rounding.Deterministic.TOWARD_ZERO, Overflow.SAT_FINITE)
                    .quantize(real, WordList.NONE);
        }
        double nearest = real.toDouble();
        if (Double.isInfinite(nearest)) {
            return Math.copySign(largest, nearest);
        }
        boolean beyond = ExactReal.of(nearest).abs().compareTo(real.abs()) > 0;
        return !beyond ? nearest : nearest > 0 ? Math.nextDown(nearest) : Math.nextUp(nearest);
    }

    /**
     * The narrower types that an implementation might take the input through, as nearest-even roundings: binary32 for
     * binary64; binary16 and bfloat16 for binary32; none for the others.
     */
    List<DoubleUnaryOperator> intermediates() {
        return switch (this) {
            case BINARY64 -> List.of(x -> (float) x);
            case BINARY32 -> List.of(nearest(BINARY16), nearest(BFLOAT16));
            default -> List.of();
        };
    }

    private static DoubleUnaryOperator nearest(InputType type) {
        Quantizer nearest = new Quantizer(type.format(), Rounding.Deterministic.TIES_TO_EVEN, Overflow.OVF_INF);
        return x -> nearest.quantize(x, WordList.NONE);
    }

    /** A nonnegative real, where it is a value of this type, with its finite neighbours; else the values on both sides. */
    List<Double> around(ExactReal real) {
        double x = truncate(real);
        List<Double> points = new ArrayList<>(3);
        if (ExactReal.of(x).equals(real) && x > 0) {
            points.add(below(x));
        }
        points.add(x);
        if (above(x) <= largest) {
            points.add(above(x));
        }
        return points;
    }
}

package org.roundproof.quantizer;

import java.util.Optional;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.random.WordSource;

/**
 * A true quantizer: format × rounding × overflow. Every result is a double (a value of the format; for subtractive dither
 * a double off the grid).
 */
public record Quantizer(NumberFormat format, Rounding rounding, Overflow overflow) implements Operator {

    /** Q(x) for a real x, from the given random words. */
    public double quantize(ExactReal x, WordSource words) {
        throw new UnsupportedOperationException();
    }

    /** Q(x) for a double, NaN, infinities and −0 included. */
    public double quantize(double x, WordSource words) {
        throw new UnsupportedOperationException();
    }

    /** The exact distribution of Q(x), overflow included. */
    public Distribution distribution(ExactReal x) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String expression() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean unbiased() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<VarianceBounds> varianceBounds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public double unsaturatedMagnitude() {
        throw new UnsupportedOperationException();
    }
}

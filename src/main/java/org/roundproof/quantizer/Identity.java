package org.roundproof.quantizer;

import java.util.Optional;

/** No quantization. */
public record Identity() implements Operator {
    @Override
    public String expression() {
        return "identity";
    }

    @Override
    public boolean unbiased() {
        return true;
    }

    @Override
    public Optional<VarianceBounds> varianceBounds() {
        return Optional.of(new VarianceBounds(VarianceLaw.NONE, VarianceLaw.NONE));
    }

    @Override
    public double unsaturatedMagnitude() {
        return Double.POSITIVE_INFINITY;
    }
}

package org.roundproof.sgd;

import org.roundproof.format.ExactReal;

/**
 * A tensor of doubles.
 *
 * @param values the elements, row-major; not copied
 */
public record DoubleTensor(double[] values) implements Tensor {
    @Override
    public int size() {
        return values.length;
    }

    @Override
    public double value(int element) {
        return values[element];
    }

    @Override
    public ExactReal exact(int element) {
        return ExactReal.of(values[element]);
    }
}

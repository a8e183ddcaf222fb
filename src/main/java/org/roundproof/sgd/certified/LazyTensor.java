package org.roundproof.sgd.certified;

import java.util.function.IntFunction;
import org.roundproof.format.ExactReal;
import org.roundproof.sgd.Tensor;

/** A tensor for a trace whose exact elements are worked out when they are asked for. */
record LazyTensor(int size, IntFunction<ExactReal> element) implements Tensor {
    @Override
    public double value(int index) {
        return exact(index).toDouble();
    }

    @Override
    public ExactReal exact(int index) {
        return element.apply(index);
    }
}

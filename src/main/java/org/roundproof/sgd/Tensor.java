package org.roundproof.sgd;

import org.roundproof.format.ExactReal;

/** A read-only view of a tensor's elements in row-major order, for traces. */
public interface Tensor {
    int size();

    /** The element as a double, rounded to nearest where it is not one; NaN and infinities as they are. */
    double value(int element);

    /** The element exactly; only for finite elements. */
    ExactReal exact(int element);
}

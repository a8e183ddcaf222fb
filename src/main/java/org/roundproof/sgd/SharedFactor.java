package org.roundproof.sgd;

import org.roundproof.quantizer.model.MultiplicativeModel;

/**
 * How the elements of a tensor are addressed by a multiplicative model: which element's words give the factor of element e.
 * Elementwise, e itself; shared, the first element of e's vector, where the vectors of the features are their rows, and
 * every other tensor is one vector.
 */
public final class SharedFactor {
    private SharedFactor() {}

    /**
     * Number of consecutive elements that take one factor.
     *
     * @param model the model
     * @param target the tensor it works on
     * @param columns d
     * @param size elements of the tensor
     */
    public static int group(MultiplicativeModel model, Target target, int columns, int size) {
        if (!model.shared()) {
            return 1;
        }
        return target == Target.DATA ? columns : size;
    }
}

package org.roundproof.sgd;

import org.roundproof.InputException;

/** The end of a run that has left the real numbers: the process has no next step from an infinity or NaN. */
public final class NonFinite {
    private NonFinite() {}

    /**
     * Holds that a quantized tensor is finite.
     *
     * @throws InputException naming step, tensor and element of the first value that is not
     */
    public static void check(int step, Target target, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                throw at(step, target, i, values[i]);
            }
        }
    }

    /** The exception for one element. */
    public static InputException at(int step, Target target, int element, double value) {
        return new InputException("step " + step + ": " + target.label() + "[" + element + "] became " + value
                + "; a run needs finite values: use overflow sat-finite, a wider format, or a smaller step size");
    }
}

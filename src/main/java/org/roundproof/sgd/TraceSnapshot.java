package org.roundproof.sgd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.ExactReal;

/**
 * A tensor that outlives its step: nearest doubles, and the exact reals of those elements that are no doubles.
 *
 * @param values nearest doubles; NaN, infinities and −0 as they are
 * @param exacts null, or one entry for each element: the exact real where the element is not a double, else null
 */
record TraceSnapshot(double[] values, @Nullable ExactReal @Nullable [] exacts) implements Tensor {
    static TraceSnapshot of(Tensor tensor) {
        if (tensor instanceof DoubleTensor doubles) {
            return new TraceSnapshot(doubles.values().clone(), null);
        }
        double[] values = new double[tensor.size()];
        @Nullable ExactReal[] exacts = new ExactReal[values.length];
        boolean any = false;
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.value(i);
            if (Double.isFinite(values[i])) {
                ExactReal exact = tensor.exact(i);
                if (exact.compareTo(ExactReal.of(values[i])) != 0) {
                    exacts[i] = exact;
                    any = true;
                }
            }
        }
        return new TraceSnapshot(values, any ? exacts : null);
    }

    static TraceEntry of(TraceEntry entry) {
        return new TraceEntry(entry.step(), entry.target(), of(entry.before()), of(entry.after()), entry.words());
    }

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
        ExactReal exact = exacts == null ? null : exacts[element];
        return exact == null ? ExactReal.of(values[element]) : exact;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TraceSnapshot that
                && Arrays.equals(values, that.values)
                && Arrays.equals(exacts, that.exacts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(exacts);
    }
}

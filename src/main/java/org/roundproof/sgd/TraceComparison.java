package org.roundproof.sgd;

/** What comes of comparing two traces, A and B, value by value after the quantizers. */
public sealed interface TraceComparison {
    /** Whether there is no difference. */
    default boolean identical() {
        return this instanceof Identical;
    }

    /** This comparison, preceded by one of other runs that were identical: where this is identical too, the sum of both. */
    default TraceComparison after(Identical earlier) {
        return this instanceof Identical same
                ? new Identical(
                        earlier.steps() + same.steps(),
                        earlier.tensors() + same.tensors(),
                        earlier.elements() + same.elements())
                : this;
    }

    /**
     * Every quantized value is the same double: bit for bit, signs of zero included, any NaN equal to any other.
     *
     * @param steps steps compared
     * @param tensors tensors compared
     * @param elements elements compared
     */
    record Identical(int steps, long tensors, long elements) implements TraceComparison {
        @Override
        public String toString() {
            return "identical over " + steps + " steps, " + tensors + " tensors, " + elements + " elements";
        }
    }

    /**
     * The first element that differs, in the order of the run.
     *
     * @param step t, 1 … N
     * @param target which tensor
     * @param element its index, row-major
     * @param a A's value after the quantizer (nearest double)
     * @param b B's
     */
    record FirstDifference(int step, Target target, int element, Side a, Side b) implements TraceComparison {
        @Override
        public String toString() {
            return "first difference at step " + step + ", " + target.label() + "[" + element + "]: A quantized " + a
                    + ", B quantized " + b;
        }
    }

    /**
     * One trace ends before the other.
     *
     * @param steps whole steps that are identical
     * @param shorter {@code A} or {@code B}
     */
    record Truncated(int steps, String shorter) implements TraceComparison {
        @Override
        public String toString() {
            return "trace " + shorter + " ends after step " + steps + ", without a difference until there";
        }
    }

    /**
     * One trace's view of an element.
     *
     * @param before quantizer's input, nearest double
     * @param after its result, nearest double
     * @param exactBefore the input exactly ({@code m*2^e/B}), or the double where it is not finite
     * @param exactAfter the result likewise
     */
    record Side(double before, double after, String exactBefore, String exactAfter) {
        static Side of(TraceEntry entry, int element) {
            Tensor before = entry.before();
            Tensor after = entry.after();
            return new Side(before.value(element), after.value(element), exact(before, element), exact(after, element));
        }

        private static String exact(Tensor tensor, int element) {
            double value = tensor.value(element);
            return Double.isFinite(value) ? tensor.exact(element).toString() : Double.toString(value);
        }

        @Override
        public String toString() {
            return exactBefore + " (" + Double.toHexString(before) + ") to " + Double.toHexString(after);
        }
    }
}

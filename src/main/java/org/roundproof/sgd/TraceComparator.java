package org.roundproof.sgd;

import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/** Compares trace B, tensor by tensor as it comes, with trace A, and stops at the first difference. */
public final class TraceComparator implements TraceSink {
    private final Supplier<@Nullable TraceEntry> expected;
    private @Nullable TraceComparison difference;
    private int steps;
    private long tensors;
    private long elements;

    /**
     * Creates a comparator.
     *
     * @param expected gives the tensors of A in order, null at its end
     */
    public TraceComparator(Supplier<@Nullable TraceEntry> expected) {
        this.expected = expected;
    }

    /** Compares two recorded traces. */
    public static TraceComparison compare(Iterable<TraceEntry> a, Iterable<TraceEntry> b) {
        Iterator<TraceEntry> expected = a.iterator();
        TraceComparator comparator = new TraceComparator(() -> expected.hasNext() ? expected.next() : null);
        for (TraceEntry entry : b) {
            if (!comparator.accept(entry)) {
                break;
            }
        }
        return comparator.result();
    }

    @Override
    public boolean accept(TraceEntry entry) {
        TraceEntry other = expected.get();
        if (other == null) {
            difference = new TraceComparison.Truncated(steps, "A");
            return false;
        }
        requireSameShape(other, entry);
        for (int i = 0; i < entry.after().size(); i++) {
            if (!same(other.after().value(i), entry.after().value(i))) {
                difference = new TraceComparison.FirstDifference(
                        entry.step(),
                        entry.target(),
                        i,
                        TraceComparison.Side.of(other, i),
                        TraceComparison.Side.of(entry, i));
                return false;
            }
        }
        tensors++;
        elements += entry.after().size();
        if (entry.target() == Target.GRADIENT) {
            steps = entry.step();
        }
        return true;
    }

    /** The outcome; to be asked once, after B has ended. */
    public TraceComparison result() {
        if (difference != null) {
            return difference;
        }
        return expected.get() == null
                ? new TraceComparison.Identical(steps, tensors, elements)
                : new TraceComparison.Truncated(steps, "B");
    }

    private static boolean same(double a, double b) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    private static void requireSameShape(TraceEntry a, TraceEntry b) {
        if (a.step() != b.step()
                || a.target() != b.target()
                || a.after().size() != b.after().size()) {
            throw new InputException("traces of different runs: A has " + shape(a) + " where B has " + shape(b)
                    + "; compare runs of one problem and one configuration");
        }
    }

    private static String shape(TraceEntry entry) {
        return entry.target().label() + " of " + entry.after().size() + " elements at step " + entry.step();
    }
}

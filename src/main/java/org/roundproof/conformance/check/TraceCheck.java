package org.roundproof.conformance.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.conformance.diagnosis.Answered;
import org.roundproof.conformance.diagnosis.Diagnosis;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TraceComparator;
import org.roundproof.sgd.TraceComparison;
import org.roundproof.sgd.TraceEntry;
import org.roundproof.sgd.TraceReader;

/** Compares the trace of an implementation with the expected one, and diagnoses the first tensor that differs. */
public final class TraceCheck {
    /** Elements of a tensor's earlier steps that take part in the diagnosis. */
    private static final int KEPT = 1 << 14;

    private final Map<Target, List<Answered>> answers = new EnumMap<>(Target.class);
    private final Map<Target, @Nullable Quantizer> quantizers = new EnumMap<>(Target.class);
    private @Nullable TraceEntry expected;

    private TraceCheck(TraceReader reader) {
        reader.header().operators().forEach((target, expression) -> quantizers.put(target, quantizer(expression)));
    }

    /**
     * What came of it.
     *
     * @param comparison the first difference, if any; A is the expected trace
     * @param sameInput whether the quantizer had the same input where its results differ
     * @param diagnosis of the quantizer's results up to there, where the input is the same and the expected trace has the
     *     random words (or needs none)
     */
    public record Result(
            TraceComparison comparison,
            boolean sameInput,
            @Nullable Diagnosis diagnosis) {}

    /**
     * Compares two traces up to the first difference.
     *
     * @throws InputException where they are of different runs, or cannot be read
     */
    public static Result compare(TraceReader expected, TraceReader mine) {
        return new TraceCheck(expected).run(expected.iterator(), mine);
    }

    private Result run(Iterator<TraceEntry> right, TraceReader mine) {
        TraceComparator comparator = new TraceComparator(() -> {
            expected = right.hasNext() ? right.next() : null;
            return expected;
        });
        for (TraceEntry entry : mine) {
            boolean same = comparator.accept(entry);
            if (expected != null) {
                keep(expected, entry);
            }
            if (!same) {
                break;
            }
        }
        TraceComparison comparison = comparator.result();
        if (comparison instanceof TraceComparison.FirstDifference difference) {
            boolean sameInput =
                    difference.a().exactBefore().equals(difference.b().exactBefore());
            List<Answered> kept = answers.getOrDefault(difference.target(), List.of());
            Diagnosis diagnosis = sameInput && !kept.isEmpty() ? Diagnosis.of(kept) : null;
            return new Result(comparison, sameInput, diagnosis != null && diagnosis.wrong() > 0 ? diagnosis : null);
        }
        return new Result(comparison, true, null);
    }

    private static @Nullable Quantizer quantizer(String expression) {
        try {
            return OperatorExpression.parse(expression).resolve() instanceof Quantizer q ? q : null;
        } catch (InputException e) {
            return null; // an operator that takes its step from data
        }
    }

    /** Keeps the elements whose input is one double in both traces. */
    private void keep(TraceEntry right, TraceEntry theirs) {
        Quantizer q = quantizers.get(right.target());
        if (q == null || right.before().size() != theirs.before().size()) {
            return;
        }
        List<Answered> all = answers.computeIfAbsent(right.target(), target -> new ArrayList<>());
        if (all.size() > KEPT) {
            all.clear();
        }
        for (int i = 0; i < right.before().size(); i++) {
            double x = right.before().value(i);
            if (sameDouble(right, theirs, i, x)) {
                WordList words = right.words().isEmpty()
                        ? WordList.NONE
                        : WordList.parse(right.words().get(i));
                Query query = new Query(q, x, words);
                if (decided(query)) {
                    all.add(new Answered(query, theirs.after().value(i)));
                }
            }
        }
    }

    private static boolean sameDouble(TraceEntry right, TraceEntry theirs, int i, double x) {
        if (Double.doubleToLongBits(x)
                != Double.doubleToLongBits(theirs.before().value(i))) {
            return false;
        }
        return !Double.isFinite(x)
                || right.before().exact(i).compareTo(ExactReal.of(x)) == 0
                        && theirs.before().exact(i).compareTo(ExactReal.of(x)) == 0;
    }

    private static boolean decided(Query query) {
        try {
            query.answer();
            return true;
        } catch (InputException e) {
            return false; // the trace has no words, or not enough of them
        }
    }
}

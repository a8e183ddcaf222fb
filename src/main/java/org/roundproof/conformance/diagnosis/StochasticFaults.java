package org.roundproof.conformance.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Cut;

/** Mistakes of stochastic rounding in comparing the fraction with the random bits. */
final class StochasticFaults {
    private static final String COMPARE =
            "Look at the comparison: away from zero iff the fraction plus the random bits carries, c + u >= 2^R.";

    static final List<Fault> ALL = all();

    private StochasticFaults() {}

    private static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        for (Cut cut : Cut.values()) {
            faults.add(Fault.of(
                    "cut-" + cut.expression(),
                    "cuts the fraction to R bits as sr(R," + cut.expression() + ") does",
                    "Look at how the bits of the fraction below the last random bit are dropped or rounded.",
                    r -> cut(r, cut)));
        }
        faults.add(Fault.of(
                "threshold-late",
                "rounds away one random word too late (> in place of >=)",
                COMPARE,
                r -> bits(r, few -> at -> step(at, few.cut(at.fraction()) + few.u(at) > 1L << few.bits()))));
        faults.add(Fault.of(
                "threshold-early",
                "rounds away one random word too early",
                COMPARE,
                r -> bits(r, few -> at -> step(at, few.cut(at.fraction()) + few.u(at) >= (1L << few.bits()) - 1))));
        faults.add(Fault.of(
                "fifty-fifty",
                "rounds up or down with equal probability, by the top bit of the word",
                "Look at the probability: it is the distance from the neighbour toward zero, not one half.",
                r -> bits(r, few -> at -> step(at, at.words().word(0, 0) < 0))));
        faults.add(Fault.of(
                "fifty-fifty-low-bit",
                "rounds up or down with equal probability, by the last bit of the word",
                "Look at the probability: it is the distance from the neighbour toward zero, not one half.",
                r -> bits(r, few -> at -> step(at, (at.words().word(0, 0) & 1) == 1))));
        faults.add(Fault.of(
                "on-signed-value",
                "adds the random bits to the signed value instead of its magnitude",
                "Look at negative inputs: the word is added to |x| here, so that Q(-x) = -Q(x).",
                r -> bits(r, few -> at -> at.negative() && !at.exact() ? 1 - few.steps(mirrored(at)) : few.steps(at))));
        faults.add(Fault.of(
                "signed-word",
                "compares the random word as a signed integer",
                "Look at the type of the word: it is unsigned.",
                r -> bits(r, few -> at -> {
                    long signed = at.words().word(0, 0) >> (Integer.SIZE - few.bits());
                    return step(at, few.cut(at.fraction()) + signed >= 1L << few.bits());
                })));
        faults.add(Fault.of(
                "fraction-binary32",
                "computes the fraction in binary32",
                "Look at the type in which the distance to the neighbour is computed.",
                r -> bits(r, few -> at -> inBinary32(r, at))));
        return List.copyOf(faults);
    }

    private static @Nullable Semantics cut(Semantics r, Cut cut) {
        return r.asked().rounding() instanceof Rounding.StochasticBits few && few.cut() != cut
                ? r.withDecision(new FewBits(few.bits(), cut))
                : null;
    }

    /** Only in stochastic rounding; the exact one is taken to use 32 bits. */
    static @Nullable Semantics bits(Semantics r, Function<FewBits, Decision> change) {
        if (r.asked().rounding() instanceof Rounding.StochasticBits few) {
            return r.withDecision(change.apply(new FewBits(few.bits(), few.cut())));
        }
        return r.asked().rounding() instanceof Rounding.Stochastic
                ? r.withDecision(change.apply(new FewBits(Rounding.StochasticBits.MOST, Cut.FLOOR)))
                : null;
    }

    private static int step(Position at, boolean away) {
        return !at.exact() && away ? 1 : 0;
    }

    private static Position mirrored(Position at) {
        return of(at, ExactReal.ONE.subtract(at.fraction()));
    }

    private static Position of(Position at, ExactReal fraction) {
        Cell cell = at.cell();
        return new Position(
                at.negative(), new Cell(cell.towardZero(), cell.awayFromZero(), fraction, cell.index()), at.words());
    }

    private static int inBinary32(Semantics r, Position at) {
        float fraction = (float) at.fraction().toDouble();
        if (at.exact() || fraction >= 1) {
            return at.exact() ? 0 : 1;
        }
        return r.decision().steps(of(at, ExactReal.of(fraction)));
    }
}

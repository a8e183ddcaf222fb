package org.roundproof.quantizer;

import java.util.function.Predicate;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.Cell;
import org.roundproof.format.ExactReal;
import org.roundproof.random.WordSource;

/** The roundings without random words (IEEE 754-2019 §4.3, and round to odd). */
final class DeterministicRule extends CellRule {
    private static final ExactReal HALF = ExactReal.of(0.5);

    private final Rounding.Deterministic rounding;

    DeterministicRule(Rounding.Deterministic rounding) {
        this.rounding = rounding;
    }

    @Override
    Predicate<WordSource> away(Cell cell, boolean negative) {
        boolean away = goesAway(cell, negative);
        return words -> away;
    }

    @Override
    BigFraction awayProbability(Cell cell, boolean negative) {
        return goesAway(cell, negative) ? BigFraction.ONE : BigFraction.ZERO;
    }

    private boolean goesAway(Cell cell, boolean negative) {
        if (cell.fraction().signum() == 0) {
            return false;
        }
        return switch (rounding) {
            case TOWARD_ZERO -> false;
            case TOWARD_POSITIVE -> !negative;
            case TOWARD_NEGATIVE -> negative;
            case TO_ODD -> cell.towardZeroIsEven();
            case TIES_TO_AWAY -> cell.fraction().compareTo(HALF) >= 0;
            case TIES_TO_EVEN -> {
                int side = cell.fraction().compareTo(HALF);
                yield side > 0 || (side == 0 && !cell.towardZeroIsEven());
            }
        };
    }
}

package org.roundproof.conformance.diagnosis;

import org.roundproof.quantizer.Rounding;
import org.roundproof.quantizer.Rounding.Deterministic;

/** The decisions of the roundings themselves (design: {@code proofs-notes/quantizers.md}). */
final class RightDecision {
    private RightDecision() {}

    static Decision of(Rounding rounding) {
        if (rounding instanceof Deterministic deterministic) {
            return new Fixed(deterministic);
        }
        if (rounding instanceof Rounding.StochasticBits few) {
            return new FewBits(few.bits(), few.cut());
        }
        return rounding instanceof Rounding.Tpdf ? Dither.RIGHT : at -> ExactStochastic.away(at.fraction(), at.words());
    }

    /** A rounding without words. */
    record Fixed(Deterministic rounding) implements Decision {
        @Override
        public int steps(Position at) {
            if (at.exact()) {
                return 0;
            }
            boolean away =
                    switch (rounding) {
                        case TOWARD_ZERO -> false;
                        case TOWARD_POSITIVE -> !at.negative();
                        case TOWARD_NEGATIVE -> at.negative();
                        case TO_ODD -> at.cell().towardZeroIsEven();
                        case TIES_TO_AWAY -> at.half() >= 0;
                        case TIES_TO_EVEN ->
                            at.half() > 0 || at.half() == 0 && !at.cell().towardZeroIsEven();
                    };
            return away ? 1 : 0;
        }

        @Override
        public boolean stops(boolean negative) {
            return switch (rounding) {
                case TOWARD_ZERO, TO_ODD -> true;
                case TOWARD_POSITIVE -> negative;
                case TOWARD_NEGATIVE -> !negative;
                default -> false;
            };
        }
    }
}

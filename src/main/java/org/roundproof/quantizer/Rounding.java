package org.roundproof.quantizer;

import java.util.Locale;
import org.roundproof.InputException;

/** A rounding: how a real between two grid points is sent to one of them. */
public sealed interface Rounding {
    /** Canonical expression, as on the command line. */
    String expression();

    /**
     * Parses a ROUNDING expression, {@code ties-to-even} or {@code sr(8,floor)} say.
     *
     * @throws InputException in one line that lists the roundings
     */
    static Rounding parse(String text) {
        return RoundingExpression.parse(text);
    }

    /** Roundings without random words. */
    enum Deterministic implements Rounding {
        TIES_TO_EVEN("ties-to-even"),
        TIES_TO_AWAY("ties-to-away"),
        TOWARD_ZERO("toward-zero"),
        TOWARD_POSITIVE("toward-positive"),
        TOWARD_NEGATIVE("toward-negative"),
        TO_ODD("to-odd");

        private final String expression;

        Deterministic(String expression) {
            this.expression = expression;
        }

        @Override
        public String expression() {
            return expression;
        }
    }

    /** Exact stochastic rounding: P(away from zero) = f. */
    record Stochastic() implements Rounding {
        @Override
        public String expression() {
            return "sr";
        }
    }

    /**
     * Stochastic rounding with R random bits.
     *
     * @param bits R, 1 … 32
     * @param cut how the fraction is cut to R bits
     */
    record StochasticBits(int bits, Cut cut) implements Rounding {
        /** Most random bits: one word. */
        public static final int MOST = 32;

        /**
         * Checks the number of bits.
         *
         * @throws InputException unless 1 ≤ R ≤ 32
         */
        public StochasticBits {
            if (bits < 1 || bits > MOST) {
                throw new InputException("sr(" + bits + ") is not possible: the number of random bits is 1 to " + MOST);
            }
        }

        @Override
        public String expression() {
            return cut == Cut.EVEN ? "sr(" + bits + ")" : "sr(" + bits + "," + cut.expression() + ")";
        }
    }

    /** Nonsubtractive triangular dither on a uniform grid. */
    record Tpdf() implements Rounding {
        @Override
        public String expression() {
            return "tpdf";
        }
    }

    /** Subtractive dither on a uniform grid; its results are off the grid. */
    record Subtractive() implements Rounding {
        @Override
        public String expression() {
            return "subtractive";
        }
    }

    /** How {@code sr(R, cut)} cuts the fraction f to an integer c; the probability of rounding away is c·2^−R. */
    enum Cut {
        /** ⌊f·2^R⌋. */
        FLOOR,
        /** ⌊(⌊f·2^(R+1)⌋ + 1)/2⌋: nearest, ties up. */
        HALF,
        /** f·2^R to nearest, ties to even (default). */
        EVEN,
        /** f·2^R to nearest, ties to odd. */
        ODD;

        public String expression() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

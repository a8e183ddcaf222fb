package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.format.ExactReal;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * The magnitudes x ≥ 0 cut into pieces on which an odd quantizer's conditional moments are polynomials. Beyond the range the
 * result stays at the largest value. The range is the symmetric part of the format's: ±M, M = min(−minFinite, maxFinite).
 */
final class QuantizerPieces {
    /** More pieces than this are not enumerated. */
    private static final long MAX_PIECES = 1L << 18;

    private static final int MAX_BITS = 16;

    private QuantizerPieces() {}

    /** Whether the pieces are few enough: at most 16 bits, and no too many random bits. */
    static boolean enumerable(Quantizer quantizer) {
        int bits = quantizer.format().bits();
        long parts = quantizer.rounding() instanceof Rounding.StochasticBits bitsRule ? 1L << bitsRule.bits() : 1;
        return bits <= MAX_BITS && (1L << (bits - 1)) * parts <= MAX_PIECES;
    }

    /** The pieces in order, the last one to +∞; for every rounding that is odd in x except {@code subtractive}. */
    static List<QuantizerPiece> of(Quantizer quantizer) {
        NumberFormat format = quantizer.format();
        double limit = Math.min(-format.minFinite(), format.maxFinite());
        List<QuantizerPiece> pieces = new ArrayList<>();
        if (quantizer.rounding() instanceof Rounding.Tpdf) {
            triangular((UniformFormat) format, limit, pieces);
        } else {
            for (double low = 0; low < limit; low = format.nextUp(low)) {
                cell(quantizer, low, format.nextUp(low), pieces);
            }
        }
        double last = pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).to();
        pieces.add(new QuantizerPiece.Fixed(last, Double.POSITIVE_INFINITY, limit, limit, 0));
        return pieces;
    }

    private static void triangular(UniformFormat format, double limit, List<QuantizerPiece> pieces) {
        double step = format.step();
        long last = Math.round(limit / step);
        for (long n = 0; n <= last + 1; n++) {
            pieces.add(new QuantizerPiece.Triangular(n, step, limit));
        }
    }

    private static void cell(Quantizer quantizer, double low, double high, List<QuantizerPiece> pieces) {
        Rounding rounding = quantizer.rounding();
        if (rounding instanceof Rounding.Stochastic) {
            pieces.add(new QuantizerPiece.Linear(low, high));
        } else if (rounding instanceof Rounding.StochasticBits bits) {
            stochasticBits(bits, low, high, pieces);
        } else {
            double middle = low + 0.5 * (high - low);
            switch ((Rounding.Deterministic) rounding) {
                case TIES_TO_EVEN, TIES_TO_AWAY -> {
                    pieces.add(new QuantizerPiece.Fixed(low, middle, low, low, 0));
                    pieces.add(new QuantizerPiece.Fixed(middle, high, high, high, 0));
                }
                case TO_ODD -> {
                    boolean even = quantizer.format().cell(ExactReal.of(middle)).towardZeroIsEven();
                    double value = even ? high : low;
                    pieces.add(new QuantizerPiece.Fixed(low, high, value, value, 0));
                }
                default -> pieces.add(new QuantizerPiece.Fixed(low, high, low, low, 0));
            }
        }
    }

    // floor: P(away) = k/2^R on [k, k+1)·2^−R; half, even, odd: P(away) = k/2^R on [k−½, k+½)·2^−R (ties have measure
    // zero)
    private static void stochasticBits(
            Rounding.StochasticBits bits, double low, double high, List<QuantizerPiece> pieces) {
        long parts = 1L << bits.bits();
        double shift = bits.cut() == Rounding.Cut.FLOOR ? 0 : -0.5;
        for (long k = 0; k <= parts; k++) {
            double from = Math.max(0, (k + shift) / parts);
            double to = Math.min(1, (k + shift + 1) / parts);
            if (from < to) {
                double gap = high - low;
                pieces.add(new QuantizerPiece.Fixed(low + from * gap, low + to * gap, low, high, (double) k / parts));
            }
        }
    }
}

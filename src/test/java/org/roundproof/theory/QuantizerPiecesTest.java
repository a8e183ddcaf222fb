package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Quantizer;

/** The pieces follow each other to infinity, and in each of them the moments are those of the exact distribution. */
class QuantizerPiecesTest {
    private static Quantizer quantizer(String expression) {
        return (Quantizer) Populations.operator(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e2m1:sr",
                "e2m1:ties-to-even",
                "e2m1:ties-to-away",
                "e2m1:to-odd",
                "e2m1:toward-zero",
                "e2m1:sr(2)",
                "e2m1:sr(2,floor)",
                "e2m1:sr(1,half)",
                "e2m1:sr(2,odd)",
                "int4(step=1/2,symmetric=true):tpdf",
                "int3(step=3,symmetric=true):tpdf",
                "power(bits=4,exponent=1/2):sr",
                "power(bits=4,exponent=2):to-odd"
            })
    void momentsAreThoseOfTheDistribution(String expression) {
        Quantizer q = quantizer(expression);
        double end = 0;
        for (QuantizerPiece piece : QuantizerPieces.of(q)) {
            assertEquals(end, piece.from(), 1e-15 * end, expression);
            end = piece.to();
            assertTrue(piece.from() < end, expression);
            double reach = Double.isInfinite(end) ? 3 * piece.from() : end;
            for (double part : new double[] {0.125, 0.5, 0.75}) {
                double x = piece.from() + part * (reach - piece.from());
                assertMoments(q.distribution(x), piece, x, expression);
            }
        }
        assertEquals(Double.POSITIVE_INFINITY, end);
    }

    private static void assertMoments(Distribution exact, QuantizerPiece piece, double x, String expression) {
        double[] moments = new double[5];
        piece.moments(x, moments);
        double top = 0;
        for (Distribution.Atom atom : exact.support()) {
            top = Math.max(top, Math.abs(atom.value()));
        }
        assertTrue(top <= piece.top() + 1e-15 * top, expression + " at " + x + ": " + top + " above " + piece.top());
        for (int k = 1; k <= 4; k++) {
            double expected = 0;
            for (Distribution.Atom atom : exact.support()) {
                expected += atom.probability().doubleValue() * Math.pow(atom.value(), k);
            }
            assertEquals(
                    expected, moments[k], 1e-13 * Math.pow(piece.top(), k), expression + " at " + x + ", k = " + k);
        }
    }

    /** No larger than it must be: the largest value of a cell, of a saturated grid its end. */
    @Test
    void topsAreTaken() {
        assertEquals(6.0, last("e2m1:sr").top());
        assertEquals(2.0, new QuantizerPiece.Linear(1.5, 2).top());
        assertEquals(3.5, last("int4(step=1/2,symmetric=true):tpdf").top());
        QuantizerPiece.Triangular inner = new QuantizerPiece.Triangular(3, 0.5, 3.5);
        assertEquals(2.0, inner.top());
        assertEquals(1.25, inner.from());
        assertEquals(1.75, inner.to());
        assertEquals(3.5, new QuantizerPiece.Triangular(7, 0.5, 3.5).top());
        assertEquals(0.0, new QuantizerPiece.Triangular(0, 0.5, 3.5).from());
    }

    private static QuantizerPiece last(String expression) {
        List<QuantizerPiece> pieces = QuantizerPieces.of(quantizer(expression));
        return pieces.get(pieces.size() - 1);
    }

    /** A range that is longer on one side is cut to its symmetric part. */
    @Test
    void theSymmetricPartOfTheRange() {
        assertEquals(1.75, last("int4(step=1/4):sr").top());
        assertEquals(1.0, last("uint4(step=1/2,zero=2):sr").top());
    }

    /** 16 bits, and 2^18 pieces: 2^15 values of 8 parts each. */
    @Test
    void enumerableUpToSixteenBitsAndManyPieces() {
        assertTrue(QuantizerPieces.enumerable(quantizer("bfloat16:sr")));
        assertFalse(QuantizerPieces.enumerable(quantizer("int17(step=1):sr")));
        assertTrue(QuantizerPieces.enumerable(quantizer("bfloat16:sr(3)")));
        assertFalse(QuantizerPieces.enumerable(quantizer("bfloat16:sr(4)")));
        assertTrue(QuantizerPieces.enumerable(quantizer("e4m3:sr(11)")));
        assertFalse(QuantizerPieces.enumerable(quantizer("e4m3:sr(12)")));
    }
}

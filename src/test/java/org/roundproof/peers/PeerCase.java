package org.roundproof.peers;

import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import org.roundproof.format.HexFloat;

/**
 * One operator of a peer, with all its inputs, asked in one go.
 *
 * @param operator the peer's own words for it
 * @param expectation what exact arithmetic answers, and what the peer's specification promises
 * @param inputs values that the operator takes without rounding
 * @param inputText how an input is printed
 * @param answers the peer: all inputs in, all answers out
 */
record PeerCase(
        String operator,
        Expectation expectation,
        double[] inputs,
        DoubleFunction<String> inputText,
        UnaryOperator<double[]> answers) {

    /** A case whose inputs are numbers. */
    static PeerCase of(String operator, Expectation expectation, double[] inputs, UnaryOperator<double[]> answers) {
        return new PeerCase(operator, expectation, inputs, HexFloat::of, answers);
    }

    /** A case whose inputs are all codes of a format. */
    static PeerCase ofCodes(String operator, Expectation expectation, int bits, UnaryOperator<double[]> answers) {
        double[] codes = new double[1 << bits];
        for (int code = 0; code < codes.length; code++) {
            codes[code] = code;
        }
        String pattern = "0x%0" + (bits + 3) / 4 + "x";
        return new PeerCase(operator, expectation, codes, code -> String.format(pattern, (long) code), answers);
    }
}

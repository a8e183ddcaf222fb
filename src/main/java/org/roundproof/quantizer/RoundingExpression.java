package org.roundproof.quantizer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.roundproof.InputException;
import org.roundproof.quantizer.Rounding.Cut;
import org.roundproof.quantizer.Rounding.Deterministic;

/** The parser of ROUNDING expressions. */
final class RoundingExpression {
    private static final String FORM = "sr(R) or sr(R,floor|half|even|odd) with R from 1 to 32";
    private static final String KNOWN =
            Arrays.stream(Deterministic.values()).map(Deterministic::expression).collect(Collectors.joining(", "))
                    + ", sr, sr(R), sr(R,floor|half|even|odd), tpdf, subtractive";

    private RoundingExpression() {}

    static Rounding parse(String text) {
        switch (text) {
            case "sr":
                return new Rounding.Stochastic();
            case "tpdf":
                return new Rounding.Tpdf();
            case "subtractive":
                return new Rounding.Subtractive();
            default:
        }
        for (Deterministic rounding : Deterministic.values()) {
            if (rounding.expression().equals(text)) {
                return rounding;
            }
        }
        if (text.startsWith("sr(")) {
            return stochasticBits(text);
        }
        throw new InputException("there is no rounding '" + text + "': the roundings are " + KNOWN);
    }

    private static Rounding stochasticBits(String text) {
        List<String> arguments = ExpressionParts.arguments("sr", text, FORM);
        if (arguments.size() > 2) {
            throw new InputException("'" + text + "' has too many arguments: write " + FORM);
        }
        return new Rounding.StochasticBits(
                bits(text, arguments.get(0)), arguments.size() == 2 ? cut(text, arguments.get(1)) : Cut.EVEN);
    }

    private static int bits(String text, String number) {
        if (!number.matches("[0-9]{1,9}")) {
            throw new InputException("'" + number + "' in '" + text + "' is no number of random bits: write " + FORM);
        }
        return Integer.parseInt(number);
    }

    private static Cut cut(String text, String name) {
        for (Cut cut : Cut.values()) {
            if (cut.expression().equals(name)) {
                return cut;
            }
        }
        throw new InputException("there is no cut '" + name + "' in '" + text + "': write " + FORM);
    }
}

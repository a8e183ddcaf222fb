package org.roundproof.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.InputException;
import org.roundproof.format.CodeText;
import org.roundproof.format.HexFloat;
import org.roundproof.format.Neighbours;
import org.roundproof.quantizer.Quantizer;

/** What {@code quantize} can print about x and its quantized value y. */
enum QuantizedColumn {
    /** The result. */
    Y {
        @Override
        String text(Quantizer q, double x, double y) {
            return HexFloat.of(y);
        }
    },
    /** Its code. */
    CODE {
        @Override
        String text(Quantizer q, double x, double y) {
            return CodeText.of(q.format(), q.format().encode(y));
        }
    },
    /** Sign of y − x, 0 for NaN. */
    TERNARY {
        @Override
        String text(Quantizer q, double x, double y) {
            return y > x ? "1" : y < x ? "-1" : "0";
        }
    },
    /** Greatest finite value of the format that is not above x. */
    LO {
        @Override
        String text(Quantizer q, double x, double y) {
            return HexFloat.of(Neighbours.below(q.format(), x));
        }
    },
    /** Least finite value of the format that is not below x. */
    HI {
        @Override
        String text(Quantizer q, double x, double y) {
            return HexFloat.of(Neighbours.above(q.format(), x));
        }
    },
    /** P(Q(x) = y). */
    PROBABILITY {
        @Override
        String text(Quantizer q, double x, double y) {
            BigFraction p = q.distribution(x).probability(y);
            boolean whole = p.getDenominator().bitLength() == 1;
            return whole ? p.getNumerator().toString() : p.getNumerator() + "/" + p.getDenominator();
        }
    };

    abstract String text(Quantizer q, double x, double y);

    static QuantizedColumn of(String name) {
        return Arrays.stream(values())
                .filter(column -> column.label().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new InputException("there is no column '" + name.strip() + "': choose from "
                        + Arrays.stream(values()).map(QuantizedColumn::label).collect(Collectors.joining(","))));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

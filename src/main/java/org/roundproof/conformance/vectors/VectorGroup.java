package org.roundproof.conformance.vectors;

import org.roundproof.InputException;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

/** What one group of a vector file is about. */
public sealed interface VectorGroup {
    /** The word that asks for the known answers of random words and doubles. */
    String RANDOM = "random";

    /** As it is asked for. */
    String spec();

    /** Questions to one quantizer. */
    record OfQuantizer(Quantizer quantizer) implements VectorGroup {
        @Override
        public String spec() {
            return quantizer.expression();
        }
    }

    /** The decode table of one format. */
    record OfFormat(NumberFormat format) implements VectorGroup {
        @Override
        public String spec() {
            return format.expression();
        }
    }

    /** Known answers of Philox, of the uniforms and of the normals. */
    record OfRandomness() implements VectorGroup {
        @Override
        public String spec() {
            return RANDOM;
        }
    }

    /**
     * Parses {@code FORMAT:ROUNDING[:OVERFLOW]}, {@code FORMAT} or {@code random}.
     *
     * @throws InputException in one line that says what would be right
     */
    static VectorGroup parse(String spec) {
        String text = spec.strip();
        if (text.equals(RANDOM)) {
            return new OfRandomness();
        }
        if (text.indexOf(':') < 0) {
            if (text.matches("(identity|additive|multiplicative)\\b.*")) {
                throw new InputException(
                        "'" + text + "' has no vectors: write a quantizer such as e4m3:sr, a format such"
                                + " as e4m3, or " + RANDOM);
            }
            return new OfFormat(Formats.parse(text));
        }
        return new OfQuantizer((Quantizer) OperatorExpression.parse(text).resolve());
    }
}

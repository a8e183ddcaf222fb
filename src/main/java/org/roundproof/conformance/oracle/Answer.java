package org.roundproof.conformance.oracle;

import java.io.StringWriter;
import java.util.function.IntFunction;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.HexFloat;
import org.roundproof.quantizer.Distribution;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One line of JSON in the making: the question's id, then what was asked. */
final class Answer {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text);

    /**
     * Begins.
     *
     * @param id JSON text, if there is one
     */
    Answer(@Nullable String id) {
        json.writeStartObject();
        if (id != null) {
            json.writeName("id");
            json.writeRawValue(id);
        }
    }

    /**
     * A field with the answer to one value, or the list of answers to a list of values. Where there is none (null) a list has
     * null, and a field alone is left out.
     *
     * @param entry gives a number, a text, a fraction or a distribution
     */
    Answer field(String name, Values asked, IntFunction<? extends @Nullable Object> entry) {
        if (asked.list()) {
            json.writeName(name);
            json.writeStartArray();
            for (int i = 0; i < asked.size(); i++) {
                write(entry.apply(i));
            }
            json.writeEndArray();
        } else {
            Object alone = entry.apply(0);
            if (alone != null) {
                json.writeName(name);
                write(alone);
            }
        }
        return this;
    }

    /** A text. */
    Answer field(String name, String value) {
        json.writeName(name);
        json.writeString(value);
        return this;
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Double number) {
            json.writeString(HexFloat.of(number));
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof BigFraction fraction) {
            json.writeString(text(fraction));
        } else if (value instanceof Distribution distribution) {
            json.writeStartArray();
            for (Distribution.Atom atom : distribution.support()) {
                json.writeStartObject();
                json.writeStringProperty("y", HexFloat.of(atom.value()));
                json.writeStringProperty("probability", text(atom.probability()));
                json.writeEndObject();
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    /** A fraction in lowest terms, {@code -1/3} or {@code 2}. */
    private static String text(BigFraction fraction) {
        String sign = fraction.signum() < 0 ? "-" : "";
        String numerator = fraction.getNumerator().abs().toString();
        String denominator = fraction.getDenominator().abs().toString();
        return sign + numerator + (denominator.equals("1") ? "" : "/" + denominator);
    }

    /** The line, without its end. */
    String line() {
        json.writeEndObject();
        json.close();
        return text.toString();
    }
}

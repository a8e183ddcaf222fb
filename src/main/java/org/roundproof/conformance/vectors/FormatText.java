package org.roundproof.conformance.vectors;

import org.roundproof.format.FloatFormat;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;

/** A format's parameters as a JSON object on one line. */
final class FormatText {
    private FormatText() {}

    static String json(NumberFormat format) {
        StringBuilder text = new StringBuilder("{\"expression\":\"");
        text.append(format.expression()).append("\",\"kind\":\"").append(kind(format));
        text.append("\",\"bits\":").append(format.bits());
        if (format instanceof FloatFormat f) {
            text.append(",\"precision\":").append(f.precision());
            text.append(",\"minExponent\":").append(f.minExponent());
            text.append(",\"subnormals\":").append(f.subnormals());
        } else if (format instanceof UniformFormat u) {
            text.append(",\"step\":\"").append(HexFloat.of(u.step()));
            text.append("\",\"minIndex\":").append(u.minIndex());
            text.append(",\"maxIndex\":").append(u.maxIndex());
            text.append(",\"zeroCode\":\"")
                    .append(VectorTest.codeText(u, u.encode(0.0)))
                    .append('"');
        }
        number(text, "maxFinite", format.maxFinite());
        number(text, "minFinite", format.minFinite());
        number(text, "smallestPositive", format.smallestPositive());
        flag(text, "signed", format.signed());
        flag(text, "hasZero", format.hasZero());
        flag(text, "negativeZero", format.hasNegativeZero());
        flag(text, "positiveInfinity", format.hasPositiveInfinity());
        flag(text, "negativeInfinity", format.hasNegativeInfinity());
        flag(text, "nan", format.hasNaN());
        return text.append('}').toString();
    }

    /** {@code float}, {@code uniform}, or the name of the family. */
    private static String kind(NumberFormat format) {
        if (format instanceof FloatFormat) {
            return "float";
        }
        return format instanceof UniformFormat ? "uniform" : format.expression().replaceFirst("\\(.*", "");
    }

    private static void number(StringBuilder text, String name, double value) {
        text.append(",\"")
                .append(name)
                .append("\":\"")
                .append(HexFloat.of(value))
                .append('"');
    }

    private static void flag(StringBuilder text, String name, boolean value) {
        text.append(",\"").append(name).append("\":").append(value);
    }
}

package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erfc;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.Formats;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

/**
 * Real formats on the frontier, at their natural scale. An integer format of b bits has its range set by the data: with R = max |x| its step
 * is about 2R/2^b, and TPDF dither is additive noise of variance R²·2^−2b. A float format of m stored significand bits under stochastic
 * rounding has a mean relative variance of about c·2^−2m, c = 1/(16 ln 2). So each real quantizer has an <em>equivalent</em> b: that of the
 * ideal integer of the same range and the same exact risk.
 */
final class RealFormats {
    /** Floats by their names, integers that take their range from the data; the first few suffice for a quick look. */
    private static final List<String> QUANTIZERS = List.of(
            "e4m3:sr",
            "e5m2:sr",
            "int8(scale=absmax,symmetric=true):tpdf",
            "int8(scale=absmax,symmetric=true):sr",
            "bfloat16:sr",
            "int4(scale=absmax,symmetric=true):tpdf",
            "int4(scale=absmax,symmetric=true):sr",
            "binary16:sr",
            "e3m4:sr",
            "e2m1:sr",
            "e3m2:sr",
            "e2m3:sr",
            "int5(scale=absmax,symmetric=true):tpdf",
            "int5(scale=absmax,symmetric=true):sr",
            "int6(scale=absmax,symmetric=true):tpdf",
            "int6(scale=absmax,symmetric=true):sr",
            "int7(scale=absmax,symmetric=true):tpdf",
            "int7(scale=absmax,symmetric=true):sr");

    /** Floats that stand at the range of the data, after the named ones. */
    private static final List<String> SCALED = List.of("e4m3", "e5m2", "e3m2", "e2m3", "e2m1");

    /** How many quantizers there are. */
    static final int COUNT = QUANTIZERS.size() + SCALED.size();

    private RealFormats() {}

    /**
     * A float format times the least power of two that brings its largest number to the range or beyond: what
     * {@code scale=absmax,pow2} is to an integer.
     */
    static String scaled(String format, double range) {
        FloatFormat named = (FloatFormat) Formats.parse(format);
        int precision = named.precision();
        int largest = Math.getExponent(range);
        if ((2 - Math.scalb(1.0, 1 - precision)) * Math.scalb(1.0, largest) < range) {
            largest++;
        }
        int least = largest - (named.maxExponent() - named.minExponent());
        return "float(p=" + precision + ",emin=" + least + ",emax=" + largest + "):sr";
    }

    /** The first quantizers of the list, at most {@link #COUNT}. */
    static List<String> quantizers(double range, int count) {
        return Stream.concat(QUANTIZERS.stream(), SCALED.stream().map(format -> scaled(format, range)))
                .limit(count)
                .toList();
    }

    /**
     * One row for each quantizer.
     *
     * @param caption of the table
     * @param frontier of the data
     * @param range R
     * @param count how many of the quantizers, at most {@link #COUNT}
     */
    static Table table(String caption, Frontier frontier, double range, int count) {
        List<List<String>> rows = new ArrayList<>();
        double derivative = frontier.derivative(Noise.ADDITIVE);
        double predicted = frontier.firstOrder().orElse(Double.NaN) + Frontier.log2(constant() / (range * range)) / 2;
        for (String text : quantizers(range, count)) {
            Quantizer quantizer = (Quantizer) OperatorExpression.parse(text).resolve(range);
            double extra = frontier.extra(quantizer);
            double start = Math.max(1, -Frontier.log2(extra / derivative) / 2);
            double bits = frontier.bits(Noise.ADDITIVE, extra, start).orElse(Double.NaN) + Frontier.log2(range);
            boolean isFloat = quantizer.format() instanceof FloatFormat;
            int significand = isFloat ? ((FloatFormat) quantizer.format()).precision() - 1 : 0;
            rows.add(List.of(
                    text,
                    String.valueOf(quantizer.format().bits()),
                    Digits.scientific(extra, 4),
                    Digits.fixed(bits, 2),
                    isFloat ? Digits.fixed(significand - bits, 2) : "",
                    isFloat ? Digits.fixed(predicted, 2) : ""));
        }
        return new Table(
                caption,
                List.of("data quantizer", "bits", "extra risk", "equivalent integer bits b", "m − b", "predicted"),
                rows);
    }

    /** c = 1/(16 ln 2): leading term of 2^2m times the mean relative variance over a log-uniform significand. */
    static double constant() {
        return 1 / (16 * Math.log(2));
    }

    /** Median of the largest |x_i| in so many Gaussian rows: Π_i (1 − erfc(R/√(2λ_i)))^rows = ½. */
    static double range(double[] lambda, double rows) {
        double low = 0;
        double high = 64 * Math.sqrt(lambda[0]);
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            double log = 0;
            for (double variance : lambda) {
                log += Math.log1p(-Erfc.value(middle / Math.sqrt(2 * variance)));
            }
            if (rows * log < -Math.log(2)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}

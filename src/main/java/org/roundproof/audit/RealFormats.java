package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.format.FloatFormat;
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
            "e2m1:sr");

    private RealFormats() {}

    /**
     * One row for each quantizer.
     *
     * @param caption of the table
     * @param frontier of the data, risks on clean test data
     * @param range R
     * @param count how many of the quantizers
     */
    static Table table(String caption, Frontier frontier, double range, int count) {
        List<List<String>> rows = new ArrayList<>();
        double derivative = frontier.derivative(Noise.ADDITIVE);
        double predicted = frontier.firstOrder().orElse(Double.NaN) + Frontier.log2(constant() / (range * range)) / 2;
        for (String text : QUANTIZERS.subList(0, count)) {
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

package org.roundproof.audit;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What a risk is measured against, in one or two dimensions.
 *
 * @param second H_q
 * @param weights w_q*
 */
record QuantizedOptimum(BigFraction[][] second, BigFraction[] weights) {

    /** w_q* = H_q⁻¹c by Cramer's rule. */
    static QuantizedOptimum of(BigFraction[][] second, BigFraction[] c) {
        return switch (c.length) {
            case 1 -> new QuantizedOptimum(second, new BigFraction[] {c[0].divide(second[0][0])});
            case 2 -> {
                BigFraction determinant = determinant(second[0][0], second[0][1], second[1][0], second[1][1]);
                yield new QuantizedOptimum(second, new BigFraction[] {
                    determinant(c[0], second[0][1], c[1], second[1][1]).divide(determinant),
                    determinant(second[0][0], c[0], second[1][0], c[1]).divide(determinant)
                });
            }
            default -> throw new IllegalArgumentException(c.length + " dimensions");
        };
    }

    private static BigFraction determinant(BigFraction a, BigFraction b, BigFraction c, BigFraction d) {
        return a.multiply(d).subtract(b.multiply(c));
    }

    /** ½‖w − w_q*‖²_{H_q}. */
    BigFraction risk(BigFraction[] w) {
        BigFraction sum = BigFraction.ZERO;
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                sum = sum.add(second[i][j].multiply(w[i].subtract(weights[i])).multiply(w[j].subtract(weights[j])));
            }
        }
        return sum.divide(2);
    }
}

package org.roundproof.audit;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * M(A) = E[Ĥ A Ĥ] with Ĥ = (1/B) Σ x xᵀ, two coordinates, by enumeration of every batch: x_i = 3 r_i s_i with s_i = ±1
 * (probability 1/6 each) or 0 (2/3). Such an x_i has the moments of a normal of variance λ_i = 3 r_i² up to the fifth, and
 * M(A) takes no higher ones, so M(A) is the Gaussian value, as a rational number.
 */
final class BatchOperator {
    private static final BigFraction[] WEIGHTS = {BigFraction.of(1, 6), BigFraction.of(2, 3), BigFraction.of(1, 6)};

    private final BigFraction[] roots;

    /** The design with λ_i = 3 r_i². */
    BatchOperator(BigFraction r1, BigFraction r2) {
        roots = new BigFraction[] {r1, r2};
    }

    /** λ_i. */
    BigFraction lambda(int i) {
        return roots[i].pow(2).multiply(3);
    }

    /** M(A), by enumeration of the 9^B batches. */
    BigFraction[][] enumerate(BigFraction[][] a, int batch) {
        BigFraction[][] sum = zeros();
        walk(a, batch, batch, BigFraction.ONE, zeros(), sum);
        return sum;
    }

    private void walk(
            BigFraction[][] a, int batch, int left, BigFraction weight, BigFraction[][] gram, BigFraction[][] sum) {
        if (left == 0) {
            BigFraction scale = weight.divide(batch).divide(batch);
            BigFraction[][] product = product(product(gram, a), gram);
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    sum[i][j] = sum[i][j].add(product[i][j].multiply(scale));
                }
            }
            return;
        }
        for (int s = -1; s <= 1; s++) {
            for (int t = -1; t <= 1; t++) {
                BigFraction[] x = {roots[0].multiply(3 * s), roots[1].multiply(3 * t)};
                BigFraction[][] next = zeros();
                for (int i = 0; i < 2; i++) {
                    for (int j = 0; j < 2; j++) {
                        next[i][j] = gram[i][j].add(x[i].multiply(x[j]));
                    }
                }
                walk(a, batch, left - 1, weight.multiply(WEIGHTS[s + 1]).multiply(WEIGHTS[t + 1]), next, sum);
            }
        }
    }

    /** (1/B) tr(HA) H + (1 + 1/B) H A H, for symmetric A. */
    BigFraction[][] formula(BigFraction[][] a, int batch) {
        BigFraction inverse = BigFraction.of(1, batch);
        BigFraction trace = trace(a);
        BigFraction[][] result = zeros();
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                BigFraction hah = lambda(i).multiply(a[i][j]).multiply(lambda(j));
                result[i][j] = hah.multiply(inverse.add(1));
            }
            result[i][i] = result[i][i].add(trace.multiply(inverse).multiply(lambda(i)));
        }
        return result;
    }

    /** Whether c·tr(HA) H − M is positive semidefinite. */
    boolean dominated(BigFraction[][] a, BigFraction[][] m, BigFraction c) {
        BigFraction bound = c.multiply(trace(a));
        BigFraction first = bound.multiply(lambda(0)).subtract(m[0][0]);
        BigFraction second = bound.multiply(lambda(1)).subtract(m[1][1]);
        BigFraction determinant = first.multiply(second).subtract(m[0][1].multiply(m[1][0]));
        return first.signum() >= 0 && second.signum() >= 0 && determinant.signum() >= 0;
    }

    private BigFraction trace(BigFraction[][] a) {
        return lambda(0).multiply(a[0][0]).add(lambda(1).multiply(a[1][1]));
    }

    private static BigFraction[][] product(BigFraction[][] a, BigFraction[][] b) {
        BigFraction[][] c = zeros();
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                c[i][j] = a[i][0].multiply(b[0][j]).add(a[i][1].multiply(b[1][j]));
            }
        }
        return c;
    }

    private static BigFraction[][] zeros() {
        return new BigFraction[][] {
            {BigFraction.ZERO, BigFraction.ZERO},
            {BigFraction.ZERO, BigFraction.ZERO}
        };
    }
}

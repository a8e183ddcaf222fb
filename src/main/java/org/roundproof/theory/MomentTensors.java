package org.roundproof.theory;

import java.util.Arrays;

/**
 * Joint moments of a quantized row, tabulated: T_ij = Σ_ab E[x̃_i x̃_j x̃_a x̃_b] P_ab and (ȳJ)_ij = Σ_a E[ỹ x̃_i x̃_j
 * x̃_a] μ_a. Each joint moment is a product of raw moments of the coordinates that occur in it, which is another route
 * than the closed form of {@link IndependentRow}.
 */
final class MomentTensors implements PopulationMaps {
    private final int d;
    private final int pairs;
    /** E[x̃_i x̃_j x̃_a x̃_b] by packed pairs (i ≤ j, a ≤ b), doubled where a ≠ b. */
    private final double[] fourth;
    /** E[ỹ x̃_i x̃_j x̃_a] by packed pair and coordinate. */
    private final double[] third;

    MomentTensors(PopulationMoments<Double> population) {
        this.d = population.dimension();
        this.pairs = d * (d + 1) / 2;
        this.fourth = new double[pairs * pairs];
        this.third = new double[pairs * d];
        int n = population.size();
        for (int k = 0; k < n; k++) {
            Raw raw = Raw.of(population.rows().get(k), d);
            addFourth(raw, 1.0 / n);
            addThird(raw, population.labels().get(k).mean() / n);
        }
        spread();
    }

    /** E x̃_i^r = factor[r]·power[r·d + i], r = 0 … 4, where one factor may be common to the row. */
    private record Raw(int d, double[] power, double[] factor) {
        static Raw of(RowMoments<Double> row, int d) {
            double[] power = new double[5 * d];
            double[] factor = {1, 1, 1, 1, 1};
            for (int i = 0; i < d; i++) {
                double m = row.mean().get(i);
                double v = 0;
                double s = 0;
                double q = 0;
                if (row instanceof IndependentRow<Double> independent) {
                    v = independent.variance().get(i);
                    s = independent.skew().get(i);
                    q = independent.quartic().get(i);
                }
                power[i] = 1;
                power[d + i] = m;
                power[2 * d + i] = m * m + v;
                power[3 * d + i] = m * m * m + 3 * m * v + s;
                power[4 * d + i] = m * m * m * m + 6 * m * m * v + 4 * m * s + q;
            }
            if (row instanceof FactorRow<Double> common) {
                factor = new double[] {1, 1, common.factorSecond(), common.factorThird(), common.factorFourth()};
            }
            return new Raw(d, power, factor);
        }

        /** E[x̃_i x̃_j x̃_a] for i ≤ j ≤ a. */
        double joint(int i, int j, int a) {
            return factor[3] * run(i, j, a);
        }

        /** E[x̃_i x̃_j x̃_a x̃_b] for i ≤ j ≤ a ≤ b. */
        double joint(int i, int j, int a, int b) {
            return factor[4] * run(i, j, a, b);
        }

        /** Product over the distinct indices, which stand in runs, of E x̃^(length of the run). */
        private double run(int... sorted) {
            double product = 1;
            int length = 1;
            for (int r = 1; r <= sorted.length; r++) {
                if (r < sorted.length && sorted[r] == sorted[r - 1]) {
                    length++;
                } else {
                    product *= power[length * d + sorted[r - 1]];
                    length = 1;
                }
            }
            return product;
        }
    }

    private int pair(int i, int j) {
        int low = Math.min(i, j);
        int high = Math.max(i, j);
        return high * (high + 1) / 2 + low;
    }

    /** Only the entries of sorted indices; the others are copies. */
    private void addFourth(Raw raw, double weight) {
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                for (int a = j; a < d; a++) {
                    for (int b = a; b < d; b++) {
                        fourth[pair(i, j) * pairs + pair(a, b)] += weight * raw.joint(i, j, a, b);
                    }
                }
            }
        }
    }

    private void addThird(Raw raw, double weight) {
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                for (int a = j; a < d; a++) {
                    third[pair(i, j) * d + a] += weight * raw.joint(i, j, a);
                }
            }
        }
    }

    /** Copies sorted entries to every arrangement, and doubles the columns that stand for two entries of P. */
    private void spread() {
        for (int j = 0; j < d; j++) {
            for (int i = 0; i <= j; i++) {
                for (int b = 0; b < d; b++) {
                    int[] three = {i, j, b};
                    Arrays.sort(three);
                    third[pair(i, j) * d + b] = third[pair(three[0], three[1]) * d + three[2]];
                    for (int a = 0; a <= b; a++) {
                        int[] four = {i, j, a, b};
                        Arrays.sort(four);
                        fourth[pair(i, j) * pairs + pair(a, b)] =
                                fourth[pair(four[0], four[1]) * pairs + pair(four[2], four[3])];
                    }
                }
            }
        }
        for (int b = 0; b < d; b++) {
            for (int a = 0; a < b; a++) {
                for (int row = 0; row < pairs; row++) {
                    fourth[row * pairs + pair(a, b)] *= 2;
                }
            }
        }
    }

    @Override
    public void third(double[] mu, double[] out) {
        for (int j = 0; j < d; j++) {
            for (int i = 0; i <= j; i++) {
                double sum = 0;
                int row = pair(i, j) * d;
                for (int a = 0; a < d; a++) {
                    sum += third[row + a] * mu[a];
                }
                out[i * d + j] = sum;
                out[j * d + i] = sum;
            }
        }
    }

    @Override
    public void fourth(double[] p, double[] out) {
        double[] packed = new double[pairs];
        for (int b = 0; b < d; b++) {
            for (int a = 0; a <= b; a++) {
                packed[pair(a, b)] = p[a * d + b];
            }
        }
        for (int j = 0; j < d; j++) {
            for (int i = 0; i <= j; i++) {
                double sum = 0;
                int row = pair(i, j) * pairs;
                for (int c = 0; c < pairs; c++) {
                    sum += fourth[row + c] * packed[c];
                }
                out[i * d + j] = sum;
                out[j * d + i] = sum;
            }
        }
    }
}

package org.roundproof.audit;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The quantized optimum of rows in two coordinates and its risks, straight from the definition, in rational numbers.
 *
 * @param h H = mean xxᵀ
 * @param hq E[x̃x̃ᵀ]
 * @param optimum w*
 * @param quantizedOptimum w_q*
 * @param clean L(w_q*) − L(w*), by the mean over the rows
 * @param quantized ½E(y − ⟨w_q*, x̃⟩)² − L(w*), by the mean over the outcomes
 */
record TwoByTwo(
        BigFraction[][] h,
        BigFraction[][] hq,
        BigFraction[] optimum,
        BigFraction[] quantizedOptimum,
        BigFraction clean,
        BigFraction quantized) {
    private static final BigFraction HALF = BigFraction.of(1, 2);

    /**
     * Enumerates.
     *
     * @param rows x_k
     * @param labels y_k
     * @param outcomes laws of the quantized rows; a multiple of the rows in number, block by block, each block as likely
     */
    static TwoByTwo of(
            List<BigFraction[]> rows, List<BigFraction> labels, List<List<List<JointOutcomes.Outcome>>> outcomes) {
        List<List<List<JointOutcomes.Outcome>>> clean =
                rows.stream().map(JointOutcomes::exact).toList();
        BigFraction[][] h = JointOutcomes.secondMoment(clean);
        BigFraction[][] hq = JointOutcomes.secondMoment(outcomes);
        BigFraction[] w = QuantizedOptimum.of(h, correlation(clean, labels)).weights();
        BigFraction[] wq =
                QuantizedOptimum.of(hq, correlation(outcomes, labels)).weights();
        BigFraction best = risk(clean, labels, w);
        return new TwoByTwo(
                h,
                hq,
                w,
                wq,
                risk(clean, labels, wq).subtract(best),
                risk(outcomes, labels, wq).subtract(best));
    }

    /** ½E(y − ⟨w, x̃⟩)², outcome by outcome. */
    private static BigFraction risk(
            List<List<List<JointOutcomes.Outcome>>> rows, List<BigFraction> labels, BigFraction[] w) {
        BigFraction sum = BigFraction.ZERO;
        for (int k = 0; k < rows.size(); k++) {
            BigFraction y = labels.get(k % labels.size());
            for (JointOutcomes.Outcome first : rows.get(k).get(0)) {
                for (JointOutcomes.Outcome second : rows.get(k).get(1)) {
                    BigFraction error = y.subtract(first.value().multiply(w[0]))
                            .subtract(second.value().multiply(w[1]));
                    sum = sum.add(first.probability()
                            .multiply(second.probability())
                            .multiply(error)
                            .multiply(error));
                }
            }
        }
        return sum.multiply(HALF).divide(rows.size());
    }

    private static BigFraction[] correlation(List<List<List<JointOutcomes.Outcome>>> rows, List<BigFraction> labels) {
        BigFraction[] sum = {BigFraction.ZERO, BigFraction.ZERO};
        for (int k = 0; k < rows.size(); k++) {
            for (int i = 0; i < 2; i++) {
                for (JointOutcomes.Outcome outcome : rows.get(k).get(i)) {
                    BigFraction product = outcome.value().multiply(labels.get(k % labels.size()));
                    sum[i] = sum[i].add(product.multiply(outcome.probability()));
                }
            }
        }
        return new BigFraction[] {sum[0].divide(rows.size()), sum[1].divide(rows.size())};
    }

    private static BigFraction form(BigFraction[][] a, BigFraction[] v, BigFraction[] w) {
        BigFraction sum = BigFraction.ZERO;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                sum = sum.add(v[i].multiply(a[i][j]).multiply(w[j]));
            }
        }
        return sum;
    }

    /**
     * The identities of the statement without square roots: with V = H_q − H and δ = w_q* − w*, H_qδ = −Vw*, clean = ½δᵀHδ,
     * quantized = −½w*ᵀHδ = clean + ½w_q*ᵀVw_q*, and the two bounds by w*ᵀVw*.
     */
    void require(Tally tally, String where) {
        BigFraction[][] v = new BigFraction[2][2];
        BigFraction[] change = new BigFraction[2];
        for (int i = 0; i < 2; i++) {
            change[i] = quantizedOptimum[i].subtract(optimum[i]);
            for (int j = 0; j < 2; j++) {
                v[i][j] = hq[i][j].subtract(h[i][j]);
            }
        }
        for (int i = 0; i < 2; i++) {
            BigFraction left = hq[i][0].multiply(change[0]).add(hq[i][1].multiply(change[1]));
            BigFraction right = v[i][0].multiply(optimum[0]).add(v[i][1].multiply(optimum[1]));
            tally.require(left.equals(right.negate()), () -> where + ": H_q(w_q* − w*) = " + left);
        }
        BigFraction noise = form(v, optimum, optimum);
        tally.require(form(h, change, change).multiply(HALF).equals(clean), () -> where + ": clean = " + clean);
        tally.require(
                form(h, optimum, change).multiply(HALF).negate().equals(quantized),
                () -> where + ": quantized = " + quantized);
        tally.require(
                form(v, quantizedOptimum, quantizedOptimum)
                        .multiply(HALF)
                        .add(clean)
                        .equals(quantized),
                () -> where + ": quantized − clean = " + quantized.subtract(clean));
        tally.require(
                noise.multiply(HALF).subtract(quantized).signum() >= 0, () -> where + ": quantized above ½w*ᵀVw*");
        tally.require(noise.divide(8).subtract(clean).signum() >= 0, () -> where + ": clean above w*ᵀVw*/8");
    }
}

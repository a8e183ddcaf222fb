package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.sgd.Averaging;

/**
 * A small Gaussian design whose expected risk is a rational number, with γ m2_i ≤ 1: what the claims on the batch size need.
 *
 * @param moments of the features, unquantized or with additive error
 * @param steps N
 * @param averaging which iterate
 */
record RationalDesign(ProductMoments<BigFraction> moments, int steps, Averaging averaging) {
    private static final RationalField FIELD = RationalField.INSTANCE;
    /** γ; every m2_i is at most 2. */
    static final double STEP = 0.5;

    /** Any such design. */
    static Arbitrary<RationalDesign> any() {
        return Arbitraries.integers().between(1, 3).flatMap(d -> Combinators.combine(
                        Arbitraries.integers().between(1, 7).array(int[].class).ofSize(d),
                        Arbitraries.integers().between(1, 4).array(int[].class).ofSize(d),
                        Arbitraries.of(0.0, 0.25),
                        Arbitraries.integers().between(2, 4),
                        Arbitraries.<Averaging>of(new Averaging.All(), new Averaging.Tail(2), new Averaging.Last()))
                .as(RationalDesign::of));
    }

    private static RationalDesign of(int[] lambda, int[] optimum, double epsilon, int steps, Averaging averaging) {
        double[] variances = new double[lambda.length];
        double[] weights = new double[lambda.length];
        for (int i = 0; i < lambda.length; i++) {
            variances[i] = lambda[i] / 4.0;
            weights[i] = (i % 2 == 0 ? 0.5 : -0.5) * optimum[i];
        }
        AdditiveModel model = new AdditiveModel(epsilon, UnitLaw.UNIFORM);
        return new RationalDesign(ProductMoments.gaussian(FIELD, variances, weights, 0.5, model), steps, averaging);
    }

    /** Clean excess risk. */
    BigFraction risk(TargetLaws laws, int batch) {
        return ProductExcessRisk.clean(
                FIELD,
                moments,
                new ProductRecursion<>(FIELD, moments, laws, STEP, batch)
                        .run(steps, averaging)
                        .reported());
    }

    /** What the laws add. */
    BigFraction extra(TargetLaws laws, int batch) {
        return risk(laws, batch).subtract(risk(TargetLaws.NONE, batch));
    }

    /**
     * The excess risk at B = ∞, where every batch is its expectation and only what the batch shares is random:
     *
     * <pre>S ← ((1 − γ m2)² S + 2γ(1 − γ m2) c μ + γ²c²) + γ²·noise,  c = c11 w*.</pre>
     *
     * @param parameter law of the parameters
     * @param activation shared factor's β_a
     * @param gradient shared factor's β_o
     */
    BigFraction riskWithoutSampling(VarianceLaw parameter, BigFraction activation, BigFraction gradient) {
        List<BigFraction> means = new ArrayList<>();
        List<BigFraction> seconds = new ArrayList<>();
        BigFraction gamma = BigFraction.from(STEP);
        BigFraction one = BigFraction.ONE;
        for (CoordinateMoments<BigFraction> m : moments.coordinates()) {
            BigFraction c = m.c11().multiply(m.optimum());
            BigFraction q = one.subtract(gamma.multiply(m.m2()));
            List<BigFraction> mu = new ArrayList<>(List.of(BigFraction.ZERO));
            List<BigFraction> s = new ArrayList<>(List.of(BigFraction.ZERO));
            for (int t = 0; t < steps; t++) {
                BigFraction p = parameter.alpha().add(one.add(parameter.beta()).multiply(s.get(t)));
                BigFraction forward = m.m2().multiply(m.m2()).multiply(p);
                // E (c − m2 p)² with the shared factors, E[w g] = cμ − m2 S
                BigFraction square = c.multiply(c)
                        .subtract(c.multiply(m.m2()).multiply(mu.get(t)).multiply(2))
                        .add(forward.multiply(one.add(activation)))
                        .multiply(one.add(gradient));
                BigFraction drift = c.multiply(mu.get(t)).subtract(m.m2().multiply(s.get(t)));
                s.add(s.get(t)
                        .add(gamma.multiply(2).multiply(drift))
                        .add(gamma.multiply(gamma).multiply(square)));
                mu.add(q.multiply(mu.get(t)).add(gamma.multiply(c)));
            }
            means.add(average(mu));
            seconds.add(averageSquare(mu, s, q, gamma.multiply(c)));
        }
        return ProductExcessRisk.clean(FIELD, moments, new MarginalMoments<>(means, seconds));
    }

    private BigFraction average(List<BigFraction> mu) {
        int first = averaging.first(steps);
        int end = Math.max(steps, first + 1);
        BigFraction sum = BigFraction.ZERO;
        for (int t = first; t < end; t++) {
            sum = sum.add(mu.get(t));
        }
        return sum.divide(end - first);
    }

    /** E of the squared average from E[w_t w_s] = q E[w_t w_{s−1}] + drift·E w_t, s &gt; t. */
    private BigFraction averageSquare(List<BigFraction> mu, List<BigFraction> s, BigFraction q, BigFraction drift) {
        int first = averaging.first(steps);
        int end = Math.max(steps, first + 1);
        BigFraction sum = BigFraction.ZERO;
        for (int t = first; t < end; t++) {
            BigFraction product = s.get(t);
            sum = sum.add(product);
            for (int later = t + 1; later < end; later++) {
                product = q.multiply(product).add(drift.multiply(mu.get(t)));
                sum = sum.add(product.multiply(2));
            }
        }
        int length = end - first;
        return sum.divide(length * length);
    }
}

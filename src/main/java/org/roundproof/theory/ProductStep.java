package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.quantizer.VarianceLaw;

/**
 * One step of the product-design recursion as an affine map of the state (S, μ, C), each coefficient formed once. With P =
 * α_p + (1+β_p) S and
 *
 * <pre>
 * U  = k22·m2·Σ_j m2_j P_j + (m4 − k22·m2²) P                      E[x̃_i² u²],  u = x̃·p
 * Y  = m2 σ² + k2x2·m2·Σ_j λ_j w*_j² + (c22 − k2x2·m2 λ) w*²       E[x̃_i² y²]
 * X  = k211·m2·Σ_j c11_j w*_j μ_j + (c13 − k211·m2 c11) w* μ       E[x̃_i² y u]
 * G  = α_o m2 + (1+β_o)(α_a m2 + β_a U + α_l m2 + β_l Y + Y − 2X + U)
 * K  = (c11 w*)² − 2 c11 w* m2 μ + m2² P
 * K' = (K + [a] β_a m2² P + [l] β_l (c11 w*)²)(1 + [o] β_o)        [·] = 1 where one factor is shared by the batch
 * S ← S + 2γ(c11 w* μ − m2 S) + γ²( G/B + (1 − 1/B) K' )
 * μ ← μ + γ(c11 w* − m2 μ)
 * </pre>
 *
 * (theory of the product design, proofs-notes/product-design.md) the step reads, with F = Σ_j f_j S_j − Σ_j h_j μ_j,
 *
 * <pre>
 * S_i ← second_i S_i + cross_i μ_i + m2_i F + constant_i
 * μ_i ← contraction_i μ_i + drift_i
 * C_i ← contraction_i (C_i + S_i) + drift_i A_i
 * </pre>
 *
 * @param second coefficient of S_i apart from the rank-one part
 * @param cross coefficient of μ_i in S_i
 * @param constant what neither S nor μ touches
 * @param m2 m2_i, the column of the rank-one part
 * @param sumSecond f_j, its row on S
 * @param sumMean h_j, its row on μ (subtracted)
 * @param contraction 1 − γ m2_i
 * @param drift γ c11_i w*_i
 * @param <T> numbers
 */
public record ProductStep<T>(
        List<T> second,
        List<T> cross,
        List<T> constant,
        List<T> m2,
        List<T> sumSecond,
        List<T> sumMean,
        List<T> contraction,
        List<T> drift) {

    /** The coefficients. */
    public static <T> ProductStep<T> of(
            Field<T> field, ProductMoments<T> moments, TargetLaws laws, double stepSize, int batch) {
        return new Builder<>(field, moments, laws, stepSize, batch).build(false);
    }

    /**
     * The same step for the moments of the error w − w*, from S = D + 2w*M + w*² and μ = M + w*. What only the optimum puts in
     * cancels in the formulas, not in the arithmetic, so that a small risk keeps its relative precision:
     *
     * <pre>
     * drift'    = γ (c11 − m2) w*
     * cross'    = 2w*{ γ(c11 − m2) + (γ²/B)(1+β_o)(a e4 − e13) + γ²(1−1/B)(1+[o]β_o) m2 ((1+β_p)(1+[a]β_a) m2 − c11) }
     * h'_j      = 2 (γ²/B)(1+β_o) w*_j ( k211 c11_j − a k22 m2_j )
     * constant' = (γ²/B){ α_o m2 + (1+β_o)[ (α_a + α_l + (1+β_l)σ²) m2 + (1+β_a) α_p (k22 m2 Σ m2_j + e4)
     *               + (a e4 − 2 e13 + (1+β_l) e22) w*² + m2 Σ_j (a k22 m2_j − 2 k211 c11_j + (1+β_l) k2x2 λ_j) w*_j² ] }
     *             + γ²(1−1/B)(1+[o]β_o){ (1+[a]β_a) m2² α_p
     *               + ((1+β_p)(1+[a]β_a) m2² − 2 c11 m2 + (1+[l]β_l) c11²) w*² }
     * a = (1+β_p)(1+β_a),  e4 = m4 − k22 m2²,  e13 = c13 − k211 m2 c11,  e22 = c22 − k2x2 m2 λ
     * </pre>
     */
    public static <T> ProductStep<T> centred(
            Field<T> field, ProductMoments<T> moments, TargetLaws laws, double stepSize, int batch) {
        return new Builder<>(field, moments, laws, stepSize, batch).build(true);
    }

    private static final class Builder<T> {
        private final Field<T> field;
        private final ProductMoments<T> moments;
        private final TargetLaws laws;
        private final PairFactors<T> pairs;
        private final T gamma;
        private final T one;
        private final T two;
        /** γ²/B and γ²(1 − 1/B). */
        private final T own;

        private final T between;
        private final T labelAlpha;
        private final T labelFactor;
        private final T labelShared;
        private final T parameterAlpha;
        private final T parameterFactor;
        private final T activationAlpha;
        private final T activationFactor;
        private final T activationShared;
        private final T gradientAlpha;
        private final T gradientFactor;
        private final T gradientShared;

        Builder(Field<T> field, ProductMoments<T> moments, TargetLaws laws, double stepSize, int batch) {
            this.field = field;
            this.moments = moments;
            this.laws = laws;
            pairs = moments.pairs();
            gamma = field.of(stepSize);
            one = field.one();
            two = field.of(2);
            T size = field.of(batch);
            T square = field.multiply(gamma, gamma);
            own = field.divide(square, size);
            between = field.divide(field.multiply(square, field.of(batch - 1.0)), size);
            labelAlpha = field.of(laws.label().alpha());
            labelFactor = factor(laws.label());
            labelShared = sharedFactor(laws.label());
            parameterAlpha = field.of(laws.parameter().alpha());
            parameterFactor = factor(laws.parameter());
            activationAlpha = field.of(laws.activation().alpha());
            activationFactor = factor(laws.activation());
            activationShared = sharedFactor(laws.activation());
            gradientAlpha = field.of(laws.gradient().alpha());
            gradientFactor = factor(laws.gradient());
            gradientShared = sharedFactor(laws.gradient());
        }

        /** 1 + β. */
        private T factor(VarianceLaw law) {
            return field.add(one, field.of(law.beta()));
        }

        /** 1 + [shared] β. */
        private T sharedFactor(VarianceLaw law) {
            return law.shared() ? factor(law) : one;
        }

        ProductStep<T> build(boolean centred) {
            CentredTerms<T> error = new CentredTerms<>(field, pairs, laws);
            T sumM2 = field.zero();
            T signal = field.zero(); // Σ_j λ_j w*_j², centred: Σ_j (a k22 m2_j − 2 k211 c11_j + (1+β_l) k2x2 λ_j) w*_j²
            for (CoordinateMoments<T> c : moments.coordinates()) {
                sumM2 = field.add(sumM2, c.m2());
                T weight = centred ? error.signal(c) : c.lambda();
                signal = field.add(signal, times(weight, c.optimum(), c.optimum()));
            }
            int d = moments.dimension();
            List<T> second = new ArrayList<>(d);
            List<T> cross = new ArrayList<>(d);
            List<T> constant = new ArrayList<>(d);
            List<T> m2 = new ArrayList<>(d);
            List<T> sumSecond = new ArrayList<>(d);
            List<T> sumMean = new ArrayList<>(d);
            List<T> contraction = new ArrayList<>(d);
            List<T> drift = new ArrayList<>(d);
            // F = (γ²/B)(1+β_o) [ (1+β_a) k22 (1+β_p) Σ m2_j S_j − 2 k211 Σ c11_j w*_j μ_j ]
            T state = times(own, gradientFactor, activationFactor, parameterFactor, pairs.k22());
            T optimum = times(own, gradientFactor, two, pairs.k211());
            for (CoordinateMoments<T> c : moments.coordinates()) {
                T slope = field.multiply(c.c11(), c.optimum());
                second.add(second(c));
                m2.add(c.m2());
                sumSecond.add(field.multiply(state, c.m2()));
                contraction.add(field.subtract(one, field.multiply(gamma, c.m2())));
                if (centred) {
                    cross.add(centredCross(c, error));
                    constant.add(centredConstant(c, error, sumM2, signal));
                    sumMean.add(times(own, gradientFactor, two, error.forwardMean(c), c.optimum()));
                    drift.add(times(gamma, field.subtract(c.c11(), c.m2()), c.optimum()));
                } else {
                    cross.add(cross(c, slope));
                    constant.add(constant(c, slope, sumM2, signal));
                    sumMean.add(field.multiply(optimum, slope));
                    drift.add(field.multiply(gamma, slope));
                }
            }
            return new ProductStep<>(second, cross, constant, m2, sumSecond, sumMean, contraction, drift);
        }

        // 1 − 2γ m2 + (1+β_p)[ (γ²/B)(1+β_o)(1+β_a)(m4 − k22 m2²) + γ²(1−1/B)(1+[o]β_o)(1+[a]β_a) m2² ]
        private T second(CoordinateMoments<T> c) {
            T square = field.multiply(c.m2(), c.m2());
            T excess = field.subtract(c.m4(), field.multiply(pairs.k22(), square));
            T quadratic = field.add(
                    times(own, gradientFactor, activationFactor, excess),
                    times(between, gradientShared, activationShared, square));
            T linear = field.subtract(one, times(two, gamma, c.m2()));
            return field.add(linear, field.multiply(parameterFactor, quadratic));
        }

        // 2w* { γ c11 − (γ²/B)(1+β_o)(c13 − k211 m2 c11) − γ²(1−1/B)(1+[o]β_o) c11 m2 }
        private T cross(CoordinateMoments<T> c, T slope) {
            T product = field.multiply(c.m2(), c.c11());
            T excess = field.subtract(c.c13(), field.multiply(pairs.k211(), product));
            T within = times(own, gradientFactor, excess, c.optimum());
            T among = times(between, gradientShared, c.m2(), slope);
            return field.multiply(two, field.subtract(field.subtract(field.multiply(gamma, slope), within), among));
        }

        // (γ²/B){ α_o m2 + (1+β_o)[ (α_a + α_l) m2 + (1+β_l) Y + (1+β_a) α_p (k22 m2 Σ m2_j + m4 − k22 m2²) ] }
        //   + γ²(1−1/B)(1+[o]β_o){ (1+[l]β_l)(c11 w*)² + (1+[a]β_a) m2² α_p }
        private T constant(CoordinateMoments<T> c, T slope, T sumM2, T signal) {
            T square = field.multiply(c.m2(), c.m2());
            T excess = field.subtract(c.m4(), field.multiply(pairs.k22(), square));
            T forward = field.add(times(pairs.k22(), c.m2(), sumM2), excess);
            T inner = sum(
                    field.multiply(field.add(activationAlpha, labelAlpha), c.m2()),
                    field.multiply(labelFactor, label(c, signal)),
                    times(activationFactor, parameterAlpha, forward));
            T within = field.add(field.multiply(gradientAlpha, c.m2()), field.multiply(gradientFactor, inner));
            T among = field.add(times(labelShared, slope, slope), times(activationShared, square, parameterAlpha));
            return field.add(field.multiply(own, within), times(between, gradientShared, among));
        }

        private T centredCross(CoordinateMoments<T> c, CentredTerms<T> error) {
            T step = field.multiply(gamma, field.subtract(c.c11(), c.m2()));
            T within = times(own, gradientFactor, error.sameRowCross(c));
            T among = times(between, gradientShared, c.m2(), error.twoRowsCross(c));
            return times(two, c.optimum(), sum(step, within, among));
        }

        private T centredConstant(CoordinateMoments<T> c, CentredTerms<T> error, T sumM2, T signal) {
            T square = field.multiply(c.m2(), c.m2());
            T power = field.multiply(c.optimum(), c.optimum());
            T forward = field.add(times(pairs.k22(), c.m2(), sumM2), error.e4(c));
            T noise = sum(activationAlpha, labelAlpha, field.multiply(labelFactor, moments.noiseVariance()));
            T inner = sum(
                    field.multiply(field.add(noise, signal), c.m2()),
                    times(activationFactor, parameterAlpha, forward),
                    field.multiply(error.sameRow(c), power));
            T within = field.add(field.multiply(gradientAlpha, c.m2()), field.multiply(gradientFactor, inner));
            T among =
                    field.add(times(activationShared, square, parameterAlpha), field.multiply(error.twoRows(c), power));
            return field.add(field.multiply(own, within), times(between, gradientShared, among));
        }

        // Y = m2 σ² + k2x2·m2·Σ_j λ_j w*_j² + (c22 − k2x2·m2 λ) w*²
        private T label(CoordinateMoments<T> c, T signal) {
            T excess = field.subtract(c.c22(), times(pairs.k2x2(), c.m2(), c.lambda()));
            return sum(
                    field.multiply(c.m2(), moments.noiseVariance()),
                    times(pairs.k2x2(), c.m2(), signal),
                    times(excess, c.optimum(), c.optimum()));
        }

        @SafeVarargs
        private T times(T first, T... rest) {
            T product = first;
            for (T factor : rest) {
                product = field.multiply(product, factor);
            }
            return product;
        }

        private T sum(T a, T b, T c) {
            return field.add(field.add(a, b), c);
        }
    }
}

package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.VarianceLaw;

/**
 * The numbers in the secular function of {@link Stability}, in any arithmetic.
 *
 * @param m2 E x̃_i²
 * @param q (1+β_p)[ (1+β_o)(1+β_a)(m4_i − k22 m2_i²)/B + (1 − 1/B)(1+[o]β_o)(1+[a]β_a) m2_i² ]
 * @param g (1+β_p)(1+β_o)(1+β_a) k22 m2_i² / B
 * @param <T> numbers
 */
record StabilityCoefficients<T>(List<T> m2, List<T> q, List<T> g) {
    static <T> StabilityCoefficients<T> of(Field<T> field, ProductMoments<T> moments, TargetLaws laws, int batch) {
        BigFraction inverse = BigFraction.of(1, batch);
        BigFraction parameter = laws.parameter().beta().add(1);
        BigFraction ownShare = parameter
                .multiply(laws.gradient().beta().add(1))
                .multiply(laws.activation().beta().add(1))
                .multiply(inverse);
        BigFraction betweenShare = parameter
                .multiply(shared(laws.gradient()))
                .multiply(shared(laws.activation()))
                .multiply(BigFraction.ONE.subtract(inverse));
        T own = field.of(ownShare);
        T between = field.of(betweenShare);
        T k22 = moments.pairs().k22();
        List<T> m2 = new ArrayList<>(moments.dimension());
        List<T> q = new ArrayList<>(moments.dimension());
        List<T> g = new ArrayList<>(moments.dimension());
        for (CoordinateMoments<T> c : moments.coordinates()) {
            T square = field.multiply(c.m2(), c.m2());
            T pairs = field.multiply(k22, square);
            m2.add(c.m2());
            q.add(field.add(field.multiply(own, field.subtract(c.m4(), pairs)), field.multiply(between, square)));
            g.add(field.multiply(own, pairs));
        }
        return new StabilityCoefficients<>(m2, q, g);
    }

    private static BigFraction shared(VarianceLaw law) {
        return law.shared() ? law.beta().add(1) : BigFraction.ONE;
    }
}

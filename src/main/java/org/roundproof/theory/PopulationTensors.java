package org.roundproof.theory;

import java.util.function.IntFunction;

/**
 * The joint moments of a quantized population that its upper bound needs.
 *
 * @param second E[x̃x̃ᵀ] = H_q
 * @param fourth E[x̃_a x̃_b x̃_c x̃_d]
 * @param correlation c = E[x̃ỹ]
 * @param labelThird E[ỹ x̃_a x̃_b x̃_c]
 * @param labelSecond E[ỹ² x̃x̃ᵀ]
 */
record PopulationTensors<T>(
        FieldMatrix<T> second,
        SymmetricTensor<T> fourth,
        FieldMatrix<T> correlation,
        SymmetricTensor<T> labelThird,
        FieldMatrix<T> labelSecond) {

    static <T> PopulationTensors<T> of(PopulationMoments<T> population) {
        Field<T> field = population.field();
        int d = population.dimension();
        return new PopulationTensors<>(
                population.quantizedCovariance(),
                SymmetricTensor.of(
                        field,
                        d,
                        4,
                        i -> mean(population, k -> population.rows().get(k).product(i))),
                population.correlation(),
                SymmetricTensor.of(
                        field,
                        d,
                        3,
                        i -> mean(
                                population,
                                k -> field.multiply(
                                        population.labels().get(k).mean(),
                                        population.rows().get(k).product(i)))),
                population.labelWeightedCovariance());
    }

    private static <T> T mean(PopulationMoments<T> population, IntFunction<T> term) {
        Field<T> field = population.field();
        T sum = field.zero();
        for (int k = 0; k < population.size(); k++) {
            sum = field.add(sum, term.apply(k));
        }
        return field.divide(sum, field.of((double) population.size()));
    }
}

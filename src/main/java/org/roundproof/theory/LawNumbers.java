package org.roundproof.theory;

import org.roundproof.quantizer.VarianceLaw;

/**
 * The laws of the four targets as numbers of a field, converted once.
 *
 * @param label (α_l, β_l)
 * @param parameter (α_p, β_p)
 * @param activation (α_a, β_a)
 * @param gradient (α_o, β_o)
 */
record LawNumbers<T>(Law<T> label, Law<T> parameter, Law<T> activation, Law<T> gradient) {
    /**
     * One law.
     *
     * @param alpha α
     * @param beta β
     * @param growth 1 + β
     * @param sharedBeta β where one factor is shared, otherwise 0
     * @param sharedGrowth 1 + {@code sharedBeta}
     */
    record Law<T>(T alpha, T beta, T growth, T sharedBeta, T sharedGrowth) {
        static <T> Law<T> of(Field<T> field, VarianceLaw law) {
            T beta = field.of(law.beta());
            T growth = field.add(field.one(), beta);
            return new Law<>(
                    field.of(law.alpha()),
                    beta,
                    growth,
                    law.shared() ? beta : field.zero(),
                    law.shared() ? growth : field.one());
        }
    }

    static <T> LawNumbers<T> of(Field<T> field, TargetLaws laws) {
        return new LawNumbers<>(
                Law.of(field, laws.label()),
                Law.of(field, laws.parameter()),
                Law.of(field, laws.activation()),
                Law.of(field, laws.gradient()));
    }
}

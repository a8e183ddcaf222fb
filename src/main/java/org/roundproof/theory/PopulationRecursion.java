package org.roundproof.theory;

import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;

/**
 * The exact first and second moments of quantized SGD on a finite population: the definition, in any arithmetic. The
 * derivation is in {@code proofs-notes/finite-population.md}.
 *
 * @param <T> numbers; with {@link RationalField} every result is exact
 */
public final class PopulationRecursion<T> {
    private final Field<T> field;
    private final PopulationMoments<T> population;
    private final StepLaws laws;
    private final FieldMatrix<T> quantizedCovariance;
    private final FieldMatrix<T> correlation;
    private final FieldMatrix<T> labelCovariance;

    public PopulationRecursion(PopulationMoments<T> population, StepLaws laws) {
        this.field = population.field();
        this.population = population;
        this.laws = laws;
        this.quantizedCovariance = population.quantizedCovariance();
        this.correlation = population.correlation();
        this.labelCovariance = population.labelWeightedCovariance();
    }

    /** Moments of the reported iterate from w_0 = 0. */
    public IterateMoments<T> run(int steps, int batch, double stepSize, Averaging averaging) {
        int d = population.dimension();
        return run(
                new IterateMoments<>(FieldMatrix.zero(field, d, 1), FieldMatrix.zero(field, d, d)),
                steps,
                batch,
                field.of(stepSize),
                averaging);
    }

    /**
     * Moments of the reported iterate from a random w_0, independent of everything else.
     *
     * <p>Over the window of the average, with A_t = Σ_{s≤t} μ_s and C_t = E[w_t (Σ_{s<t} w_s)ᵀ],
     *
     * <pre>C ← (I − γH_q)(C + S) + γ c A_tᵀ,   E[(Σw)(Σw)ᵀ] = ΣS + Σ(C + Cᵀ).</pre>
     *
     * @param start moments of w_0
     * @param steps N
     * @param batch B
     * @param stepSize γ
     * @param averaging which iterate is reported
     */
    public IterateMoments<T> run(IterateMoments<T> start, int steps, int batch, T stepSize, Averaging averaging) {
        int d = population.dimension();
        int first = averaging.first(steps);
        IterateMoments<T> state = start;
        FieldMatrix<T> sum = FieldMatrix.zero(field, d, 1);
        FieldMatrix<T> cross = FieldMatrix.zero(field, d, d);
        FieldMatrix<T> squares = FieldMatrix.zero(field, d, d);
        for (int t = 0; t < steps; t++) {
            if (t >= first) {
                sum = sum.plus(state.mean());
                squares = squares.plus(state.second()).plus(cross.plusTranspose());
                FieldMatrix<T> past = cross.plus(state.second());
                cross = past.minus(quantizedCovariance.times(past).times(stepSize))
                        .plus(correlation.times(sum.transpose()).times(stepSize));
            }
            state = step(state, batch, stepSize);
        }
        if (first == steps) {
            return state;
        }
        T length = field.of((double) (steps - first));
        T once = field.divide(field.one(), length);
        return new IterateMoments<>(sum.times(once), squares.times(field.multiply(once, once)));
    }

    /**
     * One step.
     *
     * <pre>S ← S + γ(μcᵀ + cμᵀ − SH_q − H_qS) + γ²( G/B + (1 − 1/B) K )
     * μ ← μ + γ(c − H_q μ)</pre>
     */
    private IterateMoments<T> step(IterateMoments<T> state, int batch, T stepSize) {
        FieldMatrix<T> mu = state.mean();
        FieldMatrix<T> s = state.second();
        FieldMatrix<T> p = parameterSecond(s);
        T share = field.divide(field.one(), field.of((double) batch));
        FieldMatrix<T> drift = mu.times(correlation.transpose())
                .plusTranspose()
                .minus(s.times(quantizedCovariance))
                .minus(quantizedCovariance.times(s));
        FieldMatrix<T> noise =
                sameRow(mu, p).times(share).plus(twoRows(mu, p).times(field.subtract(field.one(), share)));
        return new IterateMoments<>(
                mu.plus(correlation.minus(quantizedCovariance.times(mu)).times(stepSize)),
                s.plus(drift.times(stepSize)).plus(noise.times(field.multiply(stepSize, stepSize))));
    }

    /** P = E[pp^T], p = Q_p(w): S + diag(α_p + β_p diag S), or (1 + β_p)S + α_p I where the factor is shared. */
    private FieldMatrix<T> parameterSecond(FieldMatrix<T> s) {
        VarianceLaw law = laws.parameter();
        T alpha = field.of(law.alpha());
        T beta = field.of(law.beta());
        return FieldMatrix.of(field, s.rows(), s.rows(), (i, j) -> {
            T entry = s.get(i, j);
            if (i == j || law.shared()) {
                entry = field.add(entry, field.multiply(beta, entry));
            }
            return i == j ? field.add(entry, alpha) : entry;
        });
    }

    /** G = E[ggᵀ] of one row: mean_k[ α_o D + (1+β_o)( α_a D + (1+β_a) T + E[ỹ²] D − 2ȳ J ) ]. */
    private FieldMatrix<T> sameRow(FieldMatrix<T> mu, FieldMatrix<T> p) {
        T alphaA = field.of(laws.activation().alpha());
        T growthA = grown(laws.activation());
        T alphaO = field.of(laws.gradient().alpha());
        T growthO = grown(laws.gradient());
        FieldMatrix<T> residual = quantizedCovariance
                .times(alphaA)
                .plus(population.fourth(p).times(growthA))
                .plus(labelCovariance)
                .minus(population.third(mu).times(field.of(2.0)));
        return quantizedCovariance.times(alphaO).plus(residual.times(growthO));
    }

    /**
     * E[g g'ᵀ] of two rows of a batch.
     *
     * <pre>K  = ccᵀ − c(H_qμ)ᵀ − (H_qμ)cᵀ + H_q P H_q
     * K' = ( K + [a shared] β_a H_q P H_q + [l shared] β_l ccᵀ ) · (1 + [o shared] β_o)</pre>
     */
    private FieldMatrix<T> twoRows(FieldMatrix<T> mu, FieldMatrix<T> p) {
        FieldMatrix<T> outer = correlation.times(correlation.transpose());
        FieldMatrix<T> cross =
                correlation.times(quantizedCovariance.times(mu).transpose()).plusTranspose();
        FieldMatrix<T> hph = quantizedCovariance.times(p).times(quantizedCovariance);
        return outer.times(field.add(field.one(), population.sharedLabel()))
                .minus(cross)
                .plus(hph.times(sharedGrowth(laws.activation())))
                .times(sharedGrowth(laws.gradient()));
    }

    private T grown(VarianceLaw law) {
        return field.add(field.one(), field.of(law.beta()));
    }

    private T sharedGrowth(VarianceLaw law) {
        return law.shared() ? grown(law) : field.one();
    }
}

package org.roundproof.theory;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.roundproof.sgd.Averaging;

/**
 * The recursion of {@link ProductRecursion} on primitive doubles, by {@link ErrorRecursion}: O(d) a step, no allocation. It
 * moves the moments of the error w − w* by {@link ProductStep#centred}, so that w*² is never subtracted from E w² and the risk
 * keeps its relative precision however small it is, for the given moments (an m2 = λ + ε rounded to double says of ε only what
 * 2⁻⁵³λ/ε leaves). What rounding can do is bounded in proofs-notes/product-design.md, section 9; {@link EnclosedRecursion}
 * bounds it for a given setting. Tested against the rational recursion and against 60 digits.
 */
public final class ProductRisk {
    private final ProductMoments<Double> moments;
    private final TargetLaws laws;
    private final StepArrays step;
    private final double[] optimum;

    /**
     * Prepares the step.
     *
     * @param stepSize γ
     * @param batch B ≥ 1
     */
    public ProductRisk(ProductMoments<Double> moments, TargetLaws laws, double stepSize, int batch) {
        this.moments = moments;
        this.laws = laws;
        step = StepArrays.of(
                ProductStep.centred(DoubleField.INSTANCE, moments, laws, stepSize, batch), Double::doubleValue);
        optimum = StepArrays.array(moments.coordinates(), CoordinateMoments::optimum);
    }

    /** The expected excess risk of the reported iterate after N steps from w_0 = 0. */
    public double risk(int steps, Averaging averaging, RiskConvention convention) {
        return ProductExcessRisk.ofError(DoubleField.INSTANCE, moments, laws, error(steps, averaging), convention);
    }

    /** Moments of w after N steps from w_0 = 0: E w = M + w*, E w² = D + 2w*M + w*². */
    public MarginalMoments<Double> iterate(int steps, Averaging averaging) {
        ErrorRecursion error = run(steps, averaging);
        double[] mean = error.windowMean();
        double[] square = error.windowSecond();
        for (int i = 0; i < optimum.length; i++) {
            square[i] += optimum[i] * (2 * mean[i] + optimum[i]);
            mean[i] += optimum[i];
        }
        return new MarginalMoments<>(list(mean), list(square));
    }

    /** Moments M, D of the error w − w* of the reported iterate after N steps from w_0 = 0. */
    public MarginalMoments<Double> error(int steps, Averaging averaging) {
        ErrorRecursion error = run(steps, averaging);
        return new MarginalMoments<>(list(error.windowMean()), list(error.windowSecond()));
    }

    private ErrorRecursion run(int steps, Averaging averaging) {
        double[] mean = Arrays.stream(optimum).map(w -> -w).toArray();
        double[] square = Arrays.stream(optimum).map(w -> w * w).toArray();
        ErrorRecursion recursion = new ErrorRecursion(step, mean, square);
        recursion.run(steps, averaging);
        return recursion;
    }

    private static List<Double> list(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }
}

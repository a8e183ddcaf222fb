package org.roundproof.theory;

import java.util.List;
import org.roundproof.quantizer.VarianceLaw;

/** Expected excess risk of a random weight vector on a product design, from its moments. */
public final class ProductExcessRisk {
    private ProductExcessRisk() {}

    /** Clean test data: ½ Σ λ_i (E w_i² − 2 w*_i E w_i + w*_i²). */
    public static <T> T clean(Field<T> field, ProductMoments<T> moments, MarginalMoments<T> iterate) {
        T sum = field.zero();
        List<CoordinateMoments<T>> coordinates = moments.coordinates();
        for (int i = 0; i < coordinates.size(); i++) {
            CoordinateMoments<T> c = coordinates.get(i);
            T mixed = field.multiply(
                    field.multiply(field.of(2), c.optimum()), iterate.mean().get(i));
            T distance =
                    field.add(field.subtract(iterate.second().get(i), mixed), field.multiply(c.optimum(), c.optimum()));
            sum = field.add(sum, field.multiply(c.lambda(), distance));
        }
        return field.divide(sum, field.of(2));
    }

    /**
     * Quantized test data, drawn afresh: ½ E(Q_l(y) − ⟨w, Q_d(x)⟩)² − ½σ²
     *
     * <pre> = ½( α_l + (1+β_l)(σ² + Σ λ w*²) − 2 Σ c11 w* E w + Σ m2 E w² ) − ½σ².</pre>
     */
    public static <T> T quantized(
            Field<T> field, ProductMoments<T> moments, VarianceLaw label, MarginalMoments<T> iterate) {
        T labelSecond = moments.noiseVariance();
        T sum = field.zero();
        List<CoordinateMoments<T>> coordinates = moments.coordinates();
        for (int i = 0; i < coordinates.size(); i++) {
            CoordinateMoments<T> c = coordinates.get(i);
            labelSecond = field.add(labelSecond, field.multiply(c.lambda(), field.multiply(c.optimum(), c.optimum())));
            T slope = field.multiply(field.of(2), field.multiply(c.c11(), c.optimum()));
            T term = field.subtract(
                    field.multiply(c.m2(), iterate.second().get(i)),
                    field.multiply(slope, iterate.mean().get(i)));
            sum = field.add(sum, term);
        }
        T factor = field.add(field.one(), field.of(label.beta()));
        T labels = field.add(field.of(label.alpha()), field.multiply(factor, labelSecond));
        T total = field.subtract(field.add(labels, sum), moments.noiseVariance());
        return field.divide(total, field.of(2));
    }

    /** Over the quantized optimum w_q* = m2⁻¹ c11 w*: ½E‖w − w_q*‖²_{H_q} = ½ Σ (m2 E w² − 2 c11 w* E w + (c11 w*)²/m2). */
    public static <T> T overQuantizedOptimum(Field<T> field, ProductMoments<T> moments, MarginalMoments<T> iterate) {
        T sum = field.zero();
        for (int i = 0; i < moments.dimension(); i++) {
            CoordinateMoments<T> c = moments.coordinates().get(i);
            T slope = field.multiply(c.c11(), c.optimum());
            T mixed = field.multiply(
                    field.multiply(field.of(2), slope), iterate.mean().get(i));
            T distance = field.subtract(field.multiply(c.m2(), iterate.second().get(i)), mixed);
            sum = field.add(sum, field.add(distance, field.divide(field.multiply(slope, slope), c.m2())));
        }
        return field.divide(sum, field.of(2));
    }

    /** The same from the moments M, D of the error w − w*, with g = w* − w_q*: ½ Σ m2 (D + 2gM + g²). */
    public static <T> T ofErrorOverQuantizedOptimum(
            Field<T> field, ProductMoments<T> moments, MarginalMoments<T> error) {
        T sum = field.zero();
        for (int i = 0; i < moments.dimension(); i++) {
            CoordinateMoments<T> c = moments.coordinates().get(i);
            T gap = field.divide(field.multiply(field.subtract(c.m2(), c.c11()), c.optimum()), c.m2());
            T mixed = field.multiply(
                    field.multiply(field.of(2), gap), error.mean().get(i));
            T distance = field.add(field.add(error.second().get(i), mixed), field.multiply(gap, gap));
            sum = field.add(sum, field.multiply(c.m2(), distance));
        }
        return field.divide(sum, field.of(2));
    }

    /**
     * The risk of the convention from the moments M, D of the error w − w*, free of the cancellation between E w² and w*²:
     *
     * <pre>
     * clean      ½ Σ λ D
     * quantized  ½ ( α_l + β_l(σ² + Σ λ w*²) + Σ m2 D + 2 Σ (m2 − c11) w* M + Σ (m2 − 2c11 + λ) w*² )
     * </pre>
     *
     * @param error moments of {@link ProductStep#centred}
     */
    public static <T> T ofError(
            Field<T> field,
            ProductMoments<T> moments,
            TargetLaws laws,
            MarginalMoments<T> error,
            RiskConvention convention) {
        boolean clean = convention == RiskConvention.CLEAN;
        T labelSecond = moments.noiseVariance();
        T sum = field.zero();
        for (int i = 0; i < moments.dimension(); i++) {
            CoordinateMoments<T> c = moments.coordinates().get(i);
            T square = error.second().get(i);
            if (clean) {
                sum = field.add(sum, field.multiply(c.lambda(), square));
                continue;
            }
            T power = field.multiply(c.optimum(), c.optimum());
            labelSecond = field.add(labelSecond, field.multiply(c.lambda(), power));
            T gap = field.subtract(c.m2(), c.c11());
            T mixed = field.multiply(
                    field.multiply(field.of(2), gap),
                    field.multiply(c.optimum(), error.mean().get(i)));
            T rest = field.multiply(field.subtract(gap, field.subtract(c.c11(), c.lambda())), power);
            sum = field.add(sum, field.add(field.multiply(c.m2(), square), field.add(mixed, rest)));
        }
        if (!clean) {
            T label = field.multiply(field.of(laws.label().beta()), labelSecond);
            sum = field.add(sum, field.add(field.of(laws.label().alpha()), label));
        }
        return field.divide(sum, field.of(2));
    }

    /** The risk of the convention. */
    public static <T> T of(
            Field<T> field,
            ProductMoments<T> moments,
            TargetLaws laws,
            MarginalMoments<T> iterate,
            RiskConvention convention) {
        return switch (convention) {
            case CLEAN -> clean(field, moments, iterate);
            case QUANTIZED -> quantized(field, moments, laws.label(), iterate);
        };
    }
}

package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * Gaussian features through a true quantizer. E x̃ = 0 needs a quantizer that is odd in x: an odd rounding on a range that is
 * symmetric about 0. A range with one value more on one side (two's complement) is cut to its symmetric part, and an overflow
 * to ∞ or a wrap is replaced by saturation; the probability that a row notices is bounded ({@link RangeChange}), and an overflow that
 * leaves the range is refused where it is more likely than 1e-12.
 */
final class QuantizedFeatures {
    /** A row may leave the range to ∞ or by a wrap with at most this probability; beyond, the moments say nothing. */
    private static final double LARGEST_OVERFLOW = 1e-12;

    private final Quantizer quantizer;
    private final double[] lambda;
    private final double[] optimum;
    private final double noise;

    private QuantizedFeatures(Quantizer quantizer, double[] lambda, double[] optimum, double noise) {
        this.quantizer = quantizer;
        this.lambda = lambda;
        this.optimum = optimum;
        this.noise = noise;
    }

    /** The moments, or why E x̃ = 0 fails. */
    static DataMoments of(Quantizer quantizer, double[] lambda, double[] optimum, double noise)
            throws UncoveredException {
        NumberFormat format = quantizer.format();
        boolean directed = quantizer.rounding() == Rounding.Deterministic.TOWARD_POSITIVE
                || quantizer.rounding() == Rounding.Deterministic.TOWARD_NEGATIVE;
        if (directed || !format.hasZero() || !(format.minFinite() < 0)) {
            throw new UncoveredException("the data operator " + quantizer.expression()
                    + " is not odd in x, so E x̃ = 0 fails; take a signed format and a rounding that treats ±x alike, or"
                    + " use --monte-carlo");
        }
        return new QuantizedFeatures(quantizer, lambda, optimum, noise).moments();
    }

    private DataMoments moments() throws UncoveredException {
        double change = changeProbability();
        if (quantizer.rounding() instanceof Rounding.Subtractive) {
            return new DataMoments(
                    subtractive(DoubleField.INSTANCE),
                    subtractive(IntervalField.INSTANCE),
                    true,
                    change,
                    "features under subtractive dither: error uniform and independent of x" + range(change));
        }
        boolean enumerable = QuantizerPieces.enumerable(quantizer);
        List<QuantizerPiece> pieces = enumerable ? QuantizerPieces.of(quantizer) : List.of();
        List<CoordinateMoments<Interval>> enclosures = coordinates(
                enumerable
                        ? variance -> GaussianPartialMoments.of(pieces, variance, 0)
                        : variance -> WideGridMoments.of(quantizer, variance, 0));
        List<CoordinateMoments<Double>> values = new ArrayList<>(lambda.length);
        for (CoordinateMoments<Interval> c : enclosures) {
            values.add(midpoint(c));
        }
        return new DataMoments(
                new ProductMoments<>(values, PairFactors.independent(DoubleField.INSTANCE), noise),
                new ProductMoments<>(enclosures, PairFactors.independent(IntervalField.INSTANCE), Interval.of(noise)),
                enumerable && enclosures.stream().allMatch(QuantizedFeatures::sharp),
                change,
                "features on the grid of " + quantizer.expression() + range(change)
                        + (enumerable
                                ? ", moments by Gaussian partial moments over its cells"
                                : ", too many cells to visit: moments enclosed by the error's bounds"));
    }

    private List<CoordinateMoments<Interval>> coordinates(DoubleFunction<CoordinateMoments<Interval>> law) {
        Map<Double, CoordinateMoments<Interval>> known = DoubleStream.of(lambda)
                .distinct()
                .boxed()
                .parallel()
                .collect(Collectors.toConcurrentMap(Function.identity(), law::apply));
        List<CoordinateMoments<Interval>> result = new ArrayList<>(lambda.length);
        for (int i = 0; i < lambda.length; i++) {
            CoordinateMoments<Interval> c = Objects.requireNonNull(known.get(lambda[i]));
            result.add(new CoordinateMoments<>(
                    c.lambda(), Interval.of(optimum[i]), c.c11(), c.m2(), c.m4(), c.c13(), c.c22()));
        }
        return result;
    }

    /** Whether every moment is known to 1e-12 of itself, or to 1e-30 of what it is without quantization. */
    private static boolean sharp(CoordinateMoments<Interval> c) {
        double lambda = c.lambda().midpoint();
        return sharp(c.c11(), lambda)
                && sharp(c.m2(), lambda)
                && sharp(c.m4(), lambda * lambda)
                && sharp(c.c13(), lambda * lambda)
                && sharp(c.c22(), lambda * lambda);
    }

    private static boolean sharp(Interval moment, double scale) {
        return moment.width() <= Math.max(1e-12 * Math.abs(moment.midpoint()), 1e-30 * scale);
    }

    private static CoordinateMoments<Double> midpoint(CoordinateMoments<Interval> c) {
        return new CoordinateMoments<>(
                c.lambda().midpoint(),
                c.optimum().midpoint(),
                c.c11().midpoint(),
                c.m2().midpoint(),
                c.m4().midpoint(),
                c.c13().midpoint(),
                c.c22().midpoint());
    }

    /** Error uniform on ±Δ/2 and independent of x: E e² = Δ²/12, E e⁴ = Δ⁴/80. */
    private <T> ProductMoments<T> subtractive(Field<T> field) {
        BigFraction step = BigFraction.from(((UniformFormat) quantizer.format()).step());
        return ProductMoments.gaussianAdditive(
                field,
                lambda,
                optimum,
                noise,
                field.of(step.pow(2).divide(12)),
                field.of(step.pow(4).divide(80)));
    }

    /** Σ_i P(x_i where the moments describe something else); saturation itself is part of the moments. */
    private double changeProbability() throws UncoveredException {
        double sum = 0;
        for (double variance : lambda) {
            sum += RangeChange.of(quantizer, variance).probability();
        }
        if (RangeChange.leaves(quantizer) && !(sum <= LARGEST_OVERFLOW)) {
            throw new UncoveredException(String.format(
                    Locale.ROOT,
                    "features overflow under %s (a row with probability up to %.3g) and no longer saturate; use"
                            + " sat-finite or a wider range",
                    quantizer.expression(),
                    Math.min(1, sum)));
        }
        return sum * (1 + 0x1p-30);
    }

    /** What the moments describe, where that is not the operator itself. */
    private String range(double change) {
        NumberFormat format = quantizer.format();
        if (quantizer.rounding() instanceof Rounding.Subtractive) {
            return change > 0 ? ", of unbounded range" : "";
        }
        return change > 0 || format.minFinite() != -format.maxFinite()
                ? ", as the symmetric quantizer that saturates at ±" + Math.min(-format.minFinite(), format.maxFinite())
                : "";
    }
}

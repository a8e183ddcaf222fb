package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.InputException;
import org.roundproof.format.ExactReal;
import org.roundproof.problem.FinitePopulation;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;

/**
 * Builds {@link PopulationMoments} from rows and operators. True quantizers enter through their exact distribution at
 * every data value, so bias and saturation are part of the moments.
 *
 * @param <T> numbers
 */
public final class QuantizedPopulation<T> {
    private static final BigFraction SIX = BigFraction.of(6);
    private static final BigFraction THREE = BigFraction.of(3);

    private final Field<T> field;
    private final Operator data;
    private final Operator label;
    private final Map<Double, Central<T>> features = new ConcurrentHashMap<>();
    private final Map<Double, Central<T>> targets = new ConcurrentHashMap<>();

    /** Whether third and fourth central moments of true quantizers are wanted; otherwise they are left at 0. */
    private final boolean higher;

    private QuantizedPopulation(Field<T> field, Operator data, Operator label, boolean higher) {
        this.field = field;
        this.data = data;
        this.label = label;
        this.higher = higher;
    }

    /** Mean and central moments of Q(x) at one point. */
    private record Central<T>(T mean, T variance, T skew, T quartic) {}

    /** The moments of a population under the given data and label operators. */
    public static <T> PopulationMoments<T> of(
            Field<T> field, FinitePopulation population, Operator data, Operator label) {
        return of(field, population.features(), population.labels(), data, label);
    }

    /**
     * The moments of rows given as an array.
     *
     * @param features n×d, row-major
     * @param labels n
     * @throws InputException where an operator sends a data value to ∞ or NaN
     */
    public static <T> PopulationMoments<T> of(
            Field<T> field, double[] features, double[] labels, Operator data, Operator label) {
        return new QuantizedPopulation<>(field, data, label, true).build(features, labels);
    }

    /** The same for {@code H_q} and {@code E[x̃y]} alone: the third and fourth moments of features are left at 0. */
    static <T> PopulationMoments<T> secondOrder(Field<T> field, FinitePopulation population, Operator data) {
        return new QuantizedPopulation<>(field, data, new Identity(), false)
                .build(population.features(), population.labels());
    }

    private PopulationMoments<T> build(double[] x, double[] y) {
        int n = y.length;
        int d = x.length / n;
        List<RowMoments<T>> rows = each(n, k -> row(x, k * d, d));
        List<LabelMoments<T>> labels = each(n, k -> label(y[k]));
        return new PopulationMoments<>(field, rows, labels, sharedLabel());
    }

    /** In parallel; a value that is refused is the first, whatever the threads do. */
    private static <R> List<R> each(int n, IntFunction<R> part) {
        try {
            return IntStream.range(0, n).parallel().mapToObj(part).toList();
        } catch (InputException refused) {
            return IntStream.range(0, n).mapToObj(part).toList();
        }
    }

    private T sharedLabel() {
        return label instanceof MultiplicativeModel model && model.shared() ? field.of(model.epsilon()) : field.zero();
    }

    private LabelMoments<T> label(double y) {
        Central<T> moments = targets.computeIfAbsent(y, key -> central(label, key));
        T square = field.multiply(moments.mean(), moments.mean());
        return new LabelMoments<>(moments.mean(), field.add(square, moments.variance()));
    }

    private RowMoments<T> row(double[] x, int offset, int d) {
        if (data instanceof MultiplicativeModel model && model.shared()) {
            return factorRow(model, FieldMatrix.of(field, d, 1, (i, j) -> field.of(x[offset + i])));
        }
        List<Central<T>> moments = new ArrayList<>(d);
        for (int i = 0; i < d; i++) {
            moments.add(features.computeIfAbsent(x[offset + i], key -> central(data, key)));
        }
        return new IndependentRow<>(
                field,
                FieldMatrix.of(field, d, 1, (i, j) -> moments.get(i).mean()),
                FieldMatrix.of(field, d, 1, (i, j) -> moments.get(i).variance()),
                FieldMatrix.of(field, d, 1, (i, j) -> moments.get(i).skew()),
                FieldMatrix.of(field, d, 1, (i, j) -> moments.get(i).quartic()));
    }

    /** With s = 1 + √ε ζ: E s² = 1 + ε, E s³ = 1 + 3ε, E s⁴ = 1 + 6ε + ε² E ζ⁴. */
    private RowMoments<T> factorRow(MultiplicativeModel model, FieldMatrix<T> x) {
        BigFraction epsilon = BigFraction.from(model.epsilon());
        BigFraction fourth = epsilon.pow(2).multiply(model.law().fourthMoment());
        return new FactorRow<>(
                field,
                x,
                field.of(epsilon.add(1)),
                field.of(epsilon.multiply(THREE).add(1)),
                field.of(epsilon.multiply(SIX).add(fourth).add(1)));
    }

    private Central<T> central(Operator operator, double x) {
        if (operator instanceof Identity) {
            return symmetric(x, BigFraction.ZERO, BigFraction.ONE);
        } else if (operator instanceof AdditiveModel model) {
            return symmetric(x, BigFraction.from(model.epsilon()), model.law().fourthMoment());
        } else if (operator instanceof MultiplicativeModel model) {
            BigFraction variance = BigFraction.from(model.epsilon())
                    .multiply(BigFraction.from(x).pow(2));
            return symmetric(x, variance, model.law().fourthMoment());
        } else if (operator instanceof Quantizer quantizer) {
            return quantized(quantizer, x);
        }
        throw new InputException("operator " + operator.expression()
                + " has no known moments; use identity, a quantizer, additive(…) or multiplicative(…)");
    }

    /** x + √v ζ: variance v, third moment 0, fourth v² E ζ⁴. */
    private Central<T> symmetric(double x, BigFraction variance, BigFraction fourth) {
        return new Central<>(
                field.of(x),
                field.of(variance),
                field.zero(),
                field.of(variance.pow(2).multiply(fourth)));
    }

    private Central<T> quantized(Quantizer quantizer, double x) {
        Distribution law = quantizer.distribution(ExactReal.of(x));
        for (Distribution.Atom atom : law.support()) {
            if (!Double.isFinite(atom.value())) {
                throw new InputException(quantizer.expression() + " sends the data value " + x + " to " + atom.value()
                        + "; use a wider format or sat-finite");
            }
        }
        return higher
                ? new Central<>(
                        field.of(law.mean()),
                        field.of(law.variance()),
                        field.of(law.thirdCentralMoment()),
                        field.of(law.fourthCentralMoment()))
                : secondOrder(quantizer, x, law);
    }

    /** On two points a and b the variance is (E Q − a)(b − E Q): no fractions are needed, nor for the mean where it is x. */
    private Central<T> secondOrder(Quantizer quantizer, double x, Distribution law) {
        boolean kept = quantizer.unbiased() && Math.abs(x) <= quantizer.unsaturatedMagnitude();
        T mean = kept ? field.of(x) : field.of(law.mean());
        List<Distribution.Atom> support = law.support();
        T variance = support.size() == 2
                ? field.multiply(
                        field.subtract(mean, field.of(support.get(0).value())),
                        field.subtract(field.of(support.get(1).value()), mean))
                : field.of(law.variance());
        return new Central<>(mean, variance, field.zero(), field.zero());
    }
}

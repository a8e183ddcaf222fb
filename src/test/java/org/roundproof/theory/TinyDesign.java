package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.sgd.Averaging;
import org.roundproof.theory.PathEnumerator.Atom;
import org.roundproof.theory.PathEnumerator.Noise;
import org.roundproof.theory.PathEnumerator.Row;
import org.roundproof.theory.PathEnumerator.Vec;

/**
 * A product design of two independent symmetric coordinates with few values and a label noise of two, y = ⟨w*, x⟩ + ξ, as
 * the recursion sees it (moments) and as the enumerator does (outcomes).
 */
record TinyDesign(List<Atom<Ratio>> first, List<Atom<Ratio>> second, List<Atom<Ratio>> noise, Operator data) {
    static final Vec OPTIMUM = new Vec(Ratio.of(1, 1), Ratio.of(-1, 2));
    private static final RationalField FIELD = RationalField.INSTANCE;

    /** Outcomes ±3/8; −1/2, 0, 1/2; a skewed noise 1 or −1/4. */
    static TinyDesign rich(Operator data) {
        return new TinyDesign(
                sign(3, 8),
                List.of(
                        new Atom<>(Ratio.of(-1, 2), Ratio.of(1, 4)),
                        new Atom<>(Ratio.ZERO, Ratio.of(1, 2)),
                        new Atom<>(Ratio.of(1, 2), Ratio.of(1, 4))),
                List.of(new Atom<>(Ratio.of(1, 1), Ratio.of(1, 5)), new Atom<>(Ratio.of(-1, 4), Ratio.of(4, 5))),
                data);
    }

    /** Outcomes ±1/4; ±1/2; noise ±1/2: fewer distinct sums. */
    static TinyDesign coarse(Operator data) {
        return new TinyDesign(sign(1, 4), sign(1, 2), sign(1, 2), data);
    }

    private static List<Atom<Ratio>> sign(long numerator, long denominator) {
        return List.of(
                new Atom<>(Ratio.of(numerator, denominator), Ratio.of(1, 2)),
                new Atom<>(Ratio.of(-numerator, denominator), Ratio.of(1, 2)));
    }

    ProductMoments<BigFraction> moments() {
        PairFactors<BigFraction> pairs = data instanceof MultiplicativeModel model && model.shared()
                ? PairFactors.shared(
                        FIELD,
                        FactorMoments.of(
                                FIELD,
                                BigFraction.from(model.epsilon()),
                                model.law().fourthMoment()))
                : PairFactors.independent(FIELD);
        BigFraction variance = BigFraction.ZERO;
        for (Atom<Ratio> xi : noise) {
            variance = variance.add(
                    xi.value().times(xi.value()).times(xi.probability()).toFraction());
        }
        return new ProductMoments<>(
                List.of(coordinate(first, OPTIMUM.first()), coordinate(second, OPTIMUM.second())), pairs, variance);
    }

    /** The joint moments of (x, x̃), by their definition. */
    private CoordinateMoments<BigFraction> coordinate(List<Atom<Ratio>> law, Ratio optimum) {
        return new CoordinateMoments<>(
                joint(law, 2, 0),
                optimum.toFraction(),
                joint(law, 1, 1),
                joint(law, 0, 2),
                joint(law, 0, 4),
                joint(law, 1, 3),
                joint(law, 2, 2));
    }

    private BigFraction joint(List<Atom<Ratio>> law, int plain, int quantized) {
        BigFraction sum = BigFraction.ZERO;
        for (Atom<Ratio> x : law) {
            for (Atom<Ratio> q : TinyData.outcomes(data, x.value().toFraction().doubleValue())) {
                BigFraction product = x.value()
                        .toFraction()
                        .pow(plain)
                        .multiply(q.value().toFraction().pow(quantized));
                sum = sum.add(
                        product.multiply(x.probability().times(q.probability()).toFraction()));
            }
        }
        return sum;
    }

    /** The recursion's expected excess risk. */
    BigFraction recursion(
            TargetLaws laws,
            Vec start,
            double stepSize,
            int steps,
            int batch,
            Averaging averaging,
            RiskConvention convention) {
        List<BigFraction> mean =
                List.of(start.first().toFraction(), start.second().toFraction());
        List<BigFraction> square = mean.stream().map(w -> w.multiply(w)).toList();
        MarginalMoments<BigFraction> reported = new ProductRecursion<>(FIELD, moments(), laws, stepSize, batch)
                .run(steps, averaging, new MarginalMoments<>(mean, square))
                .reported();
        return ProductExcessRisk.of(FIELD, moments(), laws, reported, convention);
    }

    /** Each (x, ξ) is a row; quantized or not. */
    List<Row> rows(boolean quantized, Noise label) {
        List<Row> rows = new ArrayList<>();
        for (Atom<Ratio> a : first) {
            for (Atom<Ratio> b : second) {
                Vec x = new Vec(a.value(), b.value());
                List<Atom<Vec>> features = quantized
                        ? TinyData.features(
                                data,
                                a.value().toFraction().doubleValue(),
                                b.value().toFraction().doubleValue())
                        : List.of(new Atom<>(x, Ratio.ONE));
                for (Atom<Ratio> xi : noise) {
                    Ratio y = OPTIMUM.dot(x).plus(xi.value());
                    rows.add(new Row(
                            a.probability().times(b.probability()).times(xi.probability()),
                            features,
                            labels(label, y)));
                }
            }
        }
        return rows;
    }

    private static List<Atom<Ratio>> labels(Noise noise, Ratio y) {
        List<Atom<Ratio>> labels = new ArrayList<>();
        for (Atom<Ratio> common : noise.common()) {
            for (Atom<Ratio> noisy : noise.at(y, common.value())) {
                labels.add(new Atom<>(noisy.value(), common.probability().times(noisy.probability())));
            }
        }
        return labels;
    }

    /** L(w*) = ½ E ξ². */
    BigFraction optimalRisk() {
        return moments().noiseVariance().divide(2);
    }
}

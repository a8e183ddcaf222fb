package org.roundproof.theory;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.sgd.Averaging;
import org.roundproof.theory.PathEnumerator.Atom;
import org.roundproof.theory.PathEnumerator.Noise;
import org.roundproof.theory.PathEnumerator.Row;
import org.roundproof.theory.PathEnumerator.Vec;

/**
 * Three rows in two dimensions, quantized, as the recursion sees them (moments) and as the enumerator does (outcomes).
 */
final class TinyPopulation {
    /** One coordinate of each row lies off a grid of halves. */
    static final double[] FEATURES = {0.375, -0.5, -0.625, 1.0, 0.5, 0.875};
    /** Only one coordinate does: fewer outcomes. */
    static final double[] COARSE = {0.25, -0.5, -0.5, 1.0, 0.5, 0.5};

    static final double[] LABELS = {1.0, -0.75, 0.5};
    static final Vec AWAY = new Vec(Ratio.of(1, 2), Ratio.of(-1, 4));
    static final double STEP_SIZE = 0.25;
    private static final RationalField FIELD = RationalField.INSTANCE;

    private final double[] features;
    private final Operator data;
    private final Operator label;
    private final TinyLaws labelLaw;
    private final Vec start;

    /** The label goes through a true operator first and then through a law (one of the two should do nothing). */
    TinyPopulation(double[] features, Operator data, Operator label, TinyLaws labelLaw, Vec start) {
        this.features = features;
        this.data = data;
        this.label = label;
        this.labelLaw = labelLaw;
        this.start = start;
    }

    PopulationMoments<BigFraction> moments() {
        PopulationMoments<BigFraction> plain = QuantizedPopulation.of(FIELD, features, LABELS, data, label);
        List<LabelMoments<BigFraction>> labels = new ArrayList<>();
        for (LabelMoments<BigFraction> y : plain.labels()) {
            labels.add(new LabelMoments<>(
                    y.mean(),
                    y.second()
                            .add(labelLaw.law().alpha())
                            .add(y.second().multiply(labelLaw.law().beta()))));
        }
        BigFraction shared = labelLaw.law().shared() ? labelLaw.law().beta() : BigFraction.ZERO;
        return new PopulationMoments<>(FIELD, plain.rows(), labels, shared);
    }

    private PopulationMoments<BigFraction> unquantized() {
        return QuantizedPopulation.of(FIELD, features, LABELS, new Identity(), new Identity());
    }

    private IterateMoments<BigFraction> startMoments() {
        FieldMatrix<BigFraction> w = FieldMatrix.column(
                FIELD, List.of(start.first().toFraction(), start.second().toFraction()));
        return new IterateMoments<>(w, w.times(w.transpose()));
    }

    /** w* by Cramer's rule. */
    private FieldMatrix<BigFraction> optimum() {
        FieldMatrix<BigFraction> h = unquantized().quantizedCovariance();
        FieldMatrix<BigFraction> c = unquantized().correlation();
        BigFraction determinant =
                h.get(0, 0).multiply(h.get(1, 1)).subtract(h.get(0, 1).multiply(h.get(1, 0)));
        BigFraction first = c.get(0).multiply(h.get(1, 1)).subtract(c.get(1).multiply(h.get(0, 1)));
        BigFraction second = c.get(1).multiply(h.get(0, 0)).subtract(c.get(0).multiply(h.get(1, 0)));
        return FieldMatrix.column(FIELD, List.of(first.divide(determinant), second.divide(determinant)));
    }

    /** The recursion's expected excess risk. */
    BigFraction recursion(StepLaws laws, int steps, int batch, Averaging averaging, RiskConvention convention) {
        IterateMoments<BigFraction> moments = new PopulationRecursion<>(moments(), laws)
                .run(startMoments(), steps, batch, BigFraction.from(STEP_SIZE), averaging);
        return switch (convention) {
            case CLEAN -> QuadraticRisk.clean(unquantized(), optimum()).of(moments);
            case QUANTIZED ->
                QuadraticRisk.quantized(moments(), unquantized(), optimum()).of(moments);
        };
    }

    /** The enumerated expected excess risks, in the order of {@link RiskConvention}. */
    List<BigFraction> enumerated(
            TinyLaws parameter, TinyLaws activation, TinyLaws gradient, int steps, int batch, Averaging averaging) {
        PathEnumerator enumerator = new PathEnumerator(
                rows(data, label, Noise.NONE),
                labelLaw.noise(),
                parameter.noise(),
                activation.noise(),
                gradient.noise(),
                batch,
                Ratio.of(STEP_SIZE));
        List<Row> clean = rows(new Identity(), new Identity(), Noise.NONE);
        List<Row> quantized = rows(data, label, labelLaw.noise());
        BigFraction optimal = optimalRisk();
        return enumerator.expectedRisks(start, steps, averaging, List.of(clean, quantized)).stream()
                .map(risk -> risk.subtract(optimal))
                .toList();
    }

    /** L(w*) from its definition. */
    private BigFraction optimalRisk() {
        FieldMatrix<BigFraction> w = optimum();
        BigFraction sum = BigFraction.ZERO;
        for (int k = 0; k < LABELS.length; k++) {
            BigFraction residual = BigFraction.from(LABELS[k])
                    .subtract(w.get(0).multiply(BigFraction.from(features[2 * k])))
                    .subtract(w.get(1).multiply(BigFraction.from(features[2 * k + 1])));
            sum = sum.add(residual.multiply(residual));
        }
        return sum.divide(2 * LABELS.length);
    }

    private List<Row> rows(Operator data, Operator label, Noise labelNoise) {
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < LABELS.length; k++) {
            List<Atom<Ratio>> labels = new ArrayList<>();
            for (Atom<Ratio> y : TinyData.outcomes(label, LABELS[k])) {
                for (Atom<Ratio> common : labelNoise.common()) {
                    for (Atom<Ratio> noisy : labelNoise.at(y.value(), common.value())) {
                        labels.add(new Atom<>(
                                noisy.value(),
                                y.probability().times(common.probability()).times(noisy.probability())));
                    }
                }
            }
            rows.add(new Row(Ratio.of(1, 3), TinyData.features(data, features[2 * k], features[2 * k + 1]), labels));
        }
        return rows;
    }
}

package org.roundproof.theory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.format.ExactReal;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.sgd.Averaging;

/**
 * RP-19: the expected risk of true stochastic rounding lies between the recursion's values under the lower and the upper laws.
 * The process is enumerated: d = 1, x = ±1, ξ = ±½, two steps, every outcome of every quantizer, probabilities as rationals.
 */
class RP19Properties {
    private static final RationalField FIELD = RationalField.INSTANCE;
    /** On a fixed grid, on a float grid of two significant bits, and on one of three with many subnormals. */
    private static final List<String> GRIDS = List.of(
            "int20(step=1/4,symmetric=true):sr", "float(p=2,emin=-3,emax=20):sr", "float(p=3,emin=0,emax=20):sr");

    @Property(tries = 30)
    void RP_19_riskOfStochasticRoundingIsEnclosed(
            @ForAll @IntRange(min = 1, max = 15) int targets,
            @ForAll @IntRange(min = 0, max = 2) int grid,
            @ForAll @IntRange(min = 1, max = 15) int step,
            @ForAll @IntRange(min = -7, max = 7) int optimum,
            @ForAll boolean average) {
        Quantizer quantizer =
                (Quantizer) OperatorExpression.parse(GRIDS.get(grid)).resolve();
        Process process = new Process(quantizer, targets, step / 8.0, optimum / 4.0, average);
        BigFraction exact = process.risk();
        BigFraction lower =
                process.recursion(quantizer.varianceBounds().orElseThrow().lower());
        BigFraction upper =
                process.recursion(quantizer.varianceBounds().orElseThrow().upper());
        assertTrue(exact.subtract(lower).signum() >= 0, () -> exact + " below " + lower);
        assertTrue(upper.subtract(exact).signum() >= 0, () -> exact + " above " + upper);
    }

    /** Two steps in one dimension; every value is a double of few bits, so arithmetic on them is exact. */
    private record Process(Quantizer quantizer, int targets, double step, double optimum, boolean average) {
        BigFraction risk() {
            return visit(0, 0, 0, BigFraction.ONE);
        }

        // all: (w_0 + w_1 + w_2)/3; last: w_2
        private BigFraction visit(int t, double w, double sum, BigFraction probability) {
            if (t == 2) {
                BigFraction reported = average ? BigFraction.from(sum + w).divide(3) : BigFraction.from(w);
                BigFraction distance = reported.subtract(BigFraction.from(optimum));
                return probability.multiply(distance.multiply(distance)).divide(2);
            }
            BigFraction risk = BigFraction.ZERO;
            for (double x : new double[] {-1, 1}) {
                for (double noise : new double[] {-0.5, 0.5}) {
                    risk = risk.add(label(t, w, sum, probability.divide(4), x, optimum * x + noise));
                }
            }
            return risk;
        }

        private BigFraction label(int t, double w, double sum, BigFraction probability, double x, double y) {
            BigFraction risk = BigFraction.ZERO;
            for (Distribution.Atom label : atoms(1, y)) {
                for (Distribution.Atom parameter : atoms(2, w)) {
                    for (Distribution.Atom activation : atoms(4, x * parameter.value())) {
                        for (Distribution.Atom gradient : atoms(8, label.value() - activation.value())) {
                            BigFraction path = probability
                                    .multiply(label.probability())
                                    .multiply(parameter.probability())
                                    .multiply(activation.probability())
                                    .multiply(gradient.probability());
                            risk = risk.add(visit(t + 1, w + step * x * gradient.value(), sum + w, path));
                        }
                    }
                }
            }
            return risk;
        }

        private List<Distribution.Atom> atoms(int target, double value) {
            return (targets & target) == 0
                    ? List.of(new Distribution.Atom(value, BigFraction.ONE))
                    : quantizer.distribution(ExactReal.of(value)).support();
        }

        /** The recursion of the same design under one law. */
        BigFraction recursion(VarianceLaw law) {
            BigFraction one = BigFraction.ONE;
            CoordinateMoments<BigFraction> sign =
                    new CoordinateMoments<>(one, BigFraction.from(optimum), one, one, one, one, one);
            ProductMoments<BigFraction> moments =
                    new ProductMoments<>(List.of(sign), PairFactors.independent(FIELD), BigFraction.of(1, 4));
            TargetLaws laws = new TargetLaws(chosen(1, law), chosen(2, law), chosen(4, law), chosen(8, law));
            Averaging averaging = average ? new Averaging.All() : new Averaging.Last();
            return ProductExcessRisk.clean(
                    FIELD,
                    moments,
                    new ProductRecursion<>(FIELD, moments, laws, step, 1)
                            .run(average ? 3 : 2, averaging)
                            .reported());
        }

        private VarianceLaw chosen(int target, VarianceLaw law) {
            return (targets & target) == 0 ? VarianceLaw.NONE : law;
        }
    }
}

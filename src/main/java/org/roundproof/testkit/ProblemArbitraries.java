package org.roundproof.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.Identity;
import org.roundproof.quantizer.Operator;
import org.roundproof.sgd.Averaging;
import org.roundproof.sgd.SgdConfiguration;
import org.roundproof.sgd.TargetOperators;

/**
 * Spectra, Gaussian problems and SGD configurations as jqwik arbitraries, small enough for the exact engine. They shrink to flat
 * spectra, one coordinate, one step, one row, and no quantization.
 */
public final class ProblemArbitraries {
    private static final int LARGEST = 8;

    private ProblemArbitraries() {}

    /** Spectra of every family: power, exponential, log-power, spiked. */
    public static Arbitrary<Spectrum> spectra() {
        Arbitrary<Integer> quarters = Arbitraries.integers().between(0, 12);
        return Arbitraries.oneOf(
                quarters.map(q -> new Spectrum.Power(q / 4.0)),
                quarters.map(q -> new Spectrum.Exponential(q / 4.0)),
                Combinators.combine(quarters, quarters).as((a, b) -> new Spectrum.LogPower(a / 4.0, b / 4.0)),
                Combinators.combine(
                                Arbitraries.integers().between(0, LARGEST),
                                Arbitraries.integers().between(1, 10))
                        .as(Spectrum.Spiked::new));
    }

    /** Gaussian designs with d ≤ 8, w* of halves, σ² of quarters. */
    public static Arbitrary<GaussianProblem> problems() {
        return Combinators.combine(
                        spectra(),
                        Arbitraries.integers()
                                .between(-4, 4)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(LARGEST),
                        Arbitraries.integers().between(0, 8))
                .as((spectrum, halves, quarters) -> GaussianProblem.of(
                        spectrum.eigenvalues(halves.size()),
                        halves.stream().mapToDouble(h -> h / 2.0).toArray(),
                        quarters / 4.0));
    }

    /** What is applied to one target: nothing, or an unbiased quantizer. */
    public static Arbitrary<Operator> operator() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(new Identity())), Tuple.of(2, QuantizerArbitraries.unbiased()));
    }

    /** What is applied to each target. */
    public static Arbitrary<TargetOperators> operators() {
        Arbitrary<Operator> one = operator();
        return Combinators.combine(one, one, one, one, one)
                .as(TargetOperators::new)
                .withoutEdgeCases();
    }

    /** The average of all iterates, or the last. */
    public static Arbitrary<Averaging> averaging() {
        return Arbitraries.of(new Averaging.All(), new Averaging.Last());
    }

    /** N ≤ 16 steps with B ≤ 4 rows, step size 2^−1 … 2^−6. */
    public static Arbitrary<SgdConfiguration> configurations() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 16),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 6),
                        operators(),
                        averaging())
                .as((steps, batch, negative, operators, averaging) ->
                        new SgdConfiguration(steps, batch, Math.scalb(1.0, -negative), operators, averaging));
    }
}

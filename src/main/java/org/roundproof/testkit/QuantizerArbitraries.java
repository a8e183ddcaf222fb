package org.roundproof.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Overflow;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/** Roundings and quantizers as jqwik arbitraries. They shrink to {@code ties-to-even}, to few random bits, and to {@code sat-finite}. */
public final class QuantizerArbitraries {
    private QuantizerArbitraries() {}

    /** Roundings of every kind that has a finite support. */
    public static Arbitrary<Rounding> roundings() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, deterministic()),
                        Tuple.of(4, stochastic()),
                        Tuple.of(1, Arbitraries.just(new Rounding.Tpdf())))
                .withoutEdgeCases();
    }

    /** Roundings without random words. */
    public static Arbitrary<Rounding> deterministic() {
        return Arbitraries.of(Rounding.Deterministic.values()).map(Rounding.class::cast);
    }

    /** {@code sr}, and {@code sr(R,cut)} with R = 1 … 32. */
    public static Arbitrary<Rounding> stochastic() {
        Arbitrary<Rounding> fewBits = Combinators.combine(
                        Arbitraries.integers().between(1, Rounding.StochasticBits.MOST),
                        Arbitraries.of(Rounding.Cut.values()))
                .as(Rounding.StochasticBits::new);
        return Arbitraries.oneOf(Arbitraries.just(new Rounding.Stochastic()), fewBits);
    }

    /** True quantizers: formats of all kinds with roundings and overflow policies that fit them. */
    public static Arbitrary<Quantizer> all() {
        return Combinators.combine(FormatArbitraries.all(), roundings(), Arbitraries.of(Overflow.values()))
                .as(QuantizerArbitraries::fitting)
                .withoutEdgeCases();
    }

    /** Unbiased quantizers that saturate: {@code sr} on formats with a zero. */
    public static Arbitrary<Quantizer> unbiased() {
        return FormatArbitraries.all()
                .filter(NumberFormat::hasZero)
                .map(format -> new Quantizer(format, new Rounding.Stochastic(), Overflow.SAT_FINITE));
    }

    private static Quantizer fitting(NumberFormat format, Rounding rounding, Overflow overflow) {
        boolean uniform = format instanceof UniformFormat;
        Rounding allowed = rounding instanceof Rounding.Tpdf && !uniform ? new Rounding.Stochastic() : rounding;
        Overflow policy =
                overflow == Overflow.WRAP && (!uniform || format.symmetric()) ? Overflow.SAT_FINITE : overflow;
        return new Quantizer(format, allowed, policy);
    }
}

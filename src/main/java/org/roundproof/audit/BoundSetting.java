package org.roundproof.audit;

import java.util.List;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.VarianceLaw;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;
import org.roundproof.theory.EnclosedExcess;
import org.roundproof.theory.Interval;
import org.roundproof.theory.IntervalField;
import org.roundproof.theory.ProductMoments;
import org.roundproof.theory.RiskBound;
import org.roundproof.theory.TargetLaws;

/**
 * A Gaussian product design with ideal errors on the five targets, its moments as enclosures of the exact ones.
 *
 * @param moments of the data
 * @param laws of the other targets
 * @param stepSize γ
 * @param batch B
 * @param steps N
 * @param family name of the spectrum's family; empty where it was not drawn
 * @param text everything that was drawn, for a witness
 */
record BoundSetting(
        ProductMoments<Interval> moments,
        TargetLaws laws,
        double stepSize,
        int batch,
        int steps,
        String family,
        String text) {
    /** Families of spectra. */
    static final List<String> FAMILIES = List.of("power", "exponential", "spiked");

    /** One that was not drawn. */
    BoundSetting(ProductMoments<Interval> moments, TargetLaws laws, double stepSize, int batch, int steps) {
        this(moments, laws, stepSize, batch, steps, "", "");
    }

    /** What errors a setting has. */
    enum Errors {
        ADDITIVE("additive"),
        ELEMENTWISE("multiplicative, elementwise"),
        SHARED("multiplicative, shared"),
        MIXED("mixed");

        private final String label;

        Errors(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** The upper bound, the paper's form and the lower bound; rigorous. */
    RiskBound bound() {
        return RiskBound.of(IntervalField.INSTANCE, moments, laws, stepSize, batch, steps);
    }

    /** The exact risks, enclosed. */
    EnclosedExcess risk() {
        return EnclosedExcess.of(moments, laws, stepSize, batch, steps);
    }

    /**
     * A random setting that satisfies the assumptions of the bound: d ≤ 30, power, exponential and spiked spectra with tr H
     * between 1/10 and 10, N ≤ 400, B ≤ 32, noise levels between 1e-4 and 0.3 on about two thirds of the targets, and γ between
     * 1/100 and 95/100 of the bound's condition.
     */
    static BoundSetting random(Errors errors, long seed, int index) {
        Draws draws = new Draws(seed, index);
        int d = 1 + draws.integer(30);
        double scale = draws.between(0.1, 10);
        int family = draws.integer(FAMILIES.size());
        double[] lambda = eigenvalues(draws, d, scale, family);
        double[] optimum = new double[d];
        double decay = draws.uniform() - 0.5;
        for (int i = 0; i < d; i++) {
            optimum[i] = draws.normal() * StrictMath.pow(i + 1, decay);
        }
        double noise = draws.between(0.01, 4);
        Data data = Data.random(errors, draws);
        ProductMoments<Interval> moments = data.moments(lambda, optimum, noise);
        TargetLaws laws =
                new TargetLaws(law(errors, draws), law(errors, draws), law(errors, draws), law(errors, draws));
        int batch = 1 << draws.integer(6);
        int steps = 2 + draws.integer(399);
        double share = draws.between(0.01, 0.95);
        BoundSetting tiny = new BoundSetting(moments, laws, 1e-9, batch, steps);
        if (!(tiny.bound() instanceof RiskBound.Terms terms)) {
            throw new IllegalStateException("no bound for γ = 1e-9: " + tiny);
        }
        double stepSize = terms.stepSizeThreshold() * share;
        String text = String.format(
                Locale.ROOT,
                "%s, number %d: d = %d, λ_1 = %.4g, λ_d = %.4g, σ² = %.4g, data %s, l %s, p %s, a %s, o %s, B = %d, N"
                        + " = %d, γ = %s",
                errors.label(),
                index,
                d,
                lambda[0],
                lambda[d - 1],
                noise,
                data,
                text(laws.label()),
                text(laws.parameter()),
                text(laws.activation()),
                text(laws.gradient()),
                batch,
                steps,
                stepSize);
        return new BoundSetting(moments, laws, stepSize, batch, steps, FAMILIES.get(family), text);
    }

    private static double[] eigenvalues(Draws draws, int d, double scale, int family) {
        Spectrum spectrum =
                switch (family) {
                    case 0 -> new Spectrum.Power(draws.between(0.5, 3));
                    case 1 -> new Spectrum.Exponential(draws.between(0.02, 1));
                    default -> new Spectrum.Spiked(1 + draws.integer(Math.min(d, 5)), draws.between(2, 100));
                };
        double[] lambda = spectrum.eigenvalues(d);
        double trace = 0;
        for (double each : lambda) {
            trace += each;
        }
        for (int i = 0; i < d; i++) {
            lambda[i] *= scale / trace;
        }
        return lambda;
    }

    private static VarianceLaw law(Errors errors, Draws draws) {
        double level = draws.integer(3) == 0 ? 0 : draws.between(1e-4, 0.3);
        BigFraction value = BigFraction.from(level);
        boolean shared = errors == Errors.SHARED || (errors == Errors.MIXED && draws.integer(2) == 0);
        BigFraction other = errors == Errors.MIXED ? BigFraction.from(draws.between(1e-4, 0.3)) : BigFraction.ZERO;
        return errors == Errors.ADDITIVE
                ? new VarianceLaw(value, BigFraction.ZERO, false)
                : new VarianceLaw(other, value, shared);
    }

    private static String text(VarianceLaw law) {
        return String.format(
                Locale.ROOT,
                "(%.4g, %.4g%s)",
                law.alpha().doubleValue(),
                law.beta().doubleValue(),
                law.shared() ? ", shared" : "");
    }

    /** The data operator. */
    private record Data(Errors kind, double epsilon, UnitLaw law) {
        static Data random(Errors errors, Draws draws) {
            double epsilon = draws.integer(3) == 0 ? 0 : draws.between(1e-4, 0.3);
            UnitLaw law = UnitLaw.values()[draws.integer(UnitLaw.values().length)];
            Errors kind = errors == Errors.MIXED ? Errors.values()[draws.integer(3)] : errors;
            return new Data(kind, epsilon, law);
        }

        ProductMoments<Interval> moments(double[] lambda, double[] optimum, double noise) {
            IntervalField field = IntervalField.INSTANCE;
            if (epsilon == 0) {
                return ProductMoments.gaussian(field, lambda, optimum, noise);
            }
            return kind == Errors.ADDITIVE
                    ? ProductMoments.gaussian(field, lambda, optimum, noise, new AdditiveModel(epsilon, law))
                    : ProductMoments.gaussian(
                            field,
                            lambda,
                            optimum,
                            noise,
                            new MultiplicativeModel(epsilon, law, kind == Errors.SHARED));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s(%.4g, %s)",
                    kind.label(),
                    epsilon,
                    law.name().toLowerCase(Locale.ROOT));
        }
    }
}

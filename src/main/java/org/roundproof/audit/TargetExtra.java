package org.roundproof.audit;

import java.util.Arrays;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/**
 * What a true quantizer on one target alone adds to the risk of a Gaussian product design: exactly on data and on labels, saturation
 * included; on parameters, activations and output gradients without saturation, exactly for TPDF dither, between two ends for stochastic
 * rounding. Sources: proofs-notes/rates.md, section 6, and proofs-notes/claims/RP-15.md, section 8.
 */
final class TargetExtra {
    private TargetExtra() {}

    /** Both ends; they agree where the risk is exact. */
    static FormatEnclosure of(Setting setting, Target target, RiskConvention convention, Quantizer quantizer) {
        return switch (target) {
            case DATA -> data(setting, quantizer, convention);
            case LABEL -> exact(QuantizedLabelRisk.extra(setting, quantizer, convention));
            case PARAMETER, ACTIVATION, GRADIENT -> unbounded(setting, target, quantizer);
        };
    }

    private static FormatEnclosure exact(double extra) {
        return new FormatEnclosure(extra, extra);
    }

    private static FormatEnclosure data(Setting setting, Quantizer quantizer, RiskConvention convention) {
        double base = FullPrecision.risk(setting);
        RiskResult result =
                setting.with(TargetSet.of(Target.DATA).of(quantizer)).result(convention);
        if (result instanceof RiskResult.Exact exact) {
            return exact(exact.value() - base);
        }
        if (result instanceof RiskResult.Enclosure enclosure) {
            return new FormatEnclosure(enclosure.lower() - base, enclosure.upper() - base);
        }
        throw new IllegalStateException("no risk for " + quantizer.expression() + ": " + result);
    }

    private static FormatEnclosure unbounded(Setting setting, Target target, Quantizer quantizer) {
        if (quantizer.format() instanceof FloatFormat format) {
            return FormatEnclosure.floating(setting, target, format.precision(), format.minExponent());
        }
        double step = ((UniformFormat) quantizer.format()).step();
        if (quantizer.rounding() instanceof Rounding.Tpdf) {
            return exact(additive(setting, target, step * step / 4));
        }
        return FormatEnclosure.integer(setting, target, step);
    }

    /** Noise of one variance at every step and coordinate. */
    static double additive(Setting setting, Target target, double variance) {
        double[] levels = new double[setting.problem().eigenvalues().length];
        Arrays.fill(levels, variance);
        return new ForcedVariance(setting).always(target, levels);
    }
}

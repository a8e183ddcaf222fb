package org.roundproof.audit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.RiskConvention;

/** The exact risks of full precision, each computed once: every row of a sweep subtracts the same ones. */
final class FullPrecision {
    private static final Map<Setting, Double> RISKS = new ConcurrentHashMap<>();

    private FullPrecision() {}

    /** Clean expected excess risk of a setting without its operators. */
    static double risk(Setting setting) {
        return RISKS.computeIfAbsent(setting.with(TargetOperators.NONE), plain -> plain.risk(RiskConvention.CLEAN));
    }
}

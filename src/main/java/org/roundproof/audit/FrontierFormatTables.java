package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.sgd.Target;
import org.roundproof.theory.RiskConvention;

/** Real formats on labels, gradients, activations and parameters, and which 8-bit format costs least where. */
final class FrontierFormatTables {
    private FrontierFormatTables() {}

    /** One target and convention; noise on parameters, activations or gradients leaves the test data alone. */
    private record Case(Target target, RiskConvention convention) {
        static final List<Case> TABLES = List.of(
                new Case(Target.LABEL, RiskConvention.CLEAN),
                new Case(Target.LABEL, RiskConvention.QUANTIZED),
                new Case(Target.GRADIENT, RiskConvention.CLEAN),
                new Case(Target.ACTIVATION, RiskConvention.CLEAN),
                new Case(Target.PARAMETER, RiskConvention.CLEAN));
    }

    /** The problem of the other tables; in a quick look the labels and few quantizers alone. */
    static List<Table> paper(AuditContext context, Tally tally) {
        boolean full = context.profile() == AuditContext.Profile.FULL;
        int count = full ? RealFormats.COUNT : 4;
        return Case.TABLES.subList(0, full ? Case.TABLES.size() : 1).stream()
                .map(one -> table(one, count, tally))
                .toList();
    }

    private static Table table(Case one, int count, Tally tally) {
        TargetFormats formats = new TargetFormats(Setting.paper(50, 1000), one.target, one.convention);
        return formats.table(
                "Real formats on the " + one.target.label() + " alone, " + basis(one.target) + ", "
                        + FrontierTables.convention(one.convention) + " test data, $d = 50$, $N = 1000$, "
                        + FrontierTables.CAPTION + "; $R$ = " + Digits.fixed(formats.range(), 3),
                count,
                tally);
    }

    private static String basis(Target target) {
        return switch (target) {
            case DATA, LABEL -> "by their own exact moments, saturation included";
            case GRADIENT, ACTIVATION -> "without saturation, enclosed";
            case PARAMETER -> "without saturation, integers enclosed, floats from above";
        };
    }
}

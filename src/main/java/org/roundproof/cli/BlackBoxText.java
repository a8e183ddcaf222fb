package org.roundproof.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.roundproof.conformance.BlackBoxReport;
import org.roundproof.conformance.BlackBoxResult.Failure;
import org.roundproof.conformance.PooledSensitivity;
import org.roundproof.conformance.RateFit;
import org.roundproof.conformance.Sensitivity;
import org.roundproof.format.HexFloat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the black-box statistics say, for people and as JSON. */
final class BlackBoxText {
    private BlackBoxText() {}

    static void print(BlackBoxReport report, int limit, PrintWriter out) {
        out.println(report.quantizer() + ": "
                + (report.passed() ? "nothing found" : count(report.failures().size(), "finding"))
                + " in " + count(report.draws(), "draw") + " at " + count(report.points(), "input") + ", "
                + count(report.tests(), "test") + ", false alarm below " + report.falseAlarm());
        List<Failure> failures = report.failures();
        for (Failure failure : failures.subList(0, Math.min(limit, failures.size()))) {
            out.println("  " + failure.fault().text()
                    + (Double.isNaN(failure.point()) ? "" : " at x = " + HexFloat.of(failure.point())) + ": "
                    + failure.detail() + chance(failure));
        }
        if (failures.size() > limit) {
            out.println("  … and " + (failures.size() - limit) + " more");
        }
        for (RateFit fit : report.fits()) {
            out.println("the counts agree with " + fit.name() + ": " + fit.description());
        }
        Sensitivity seen = report.sensitivity();
        if (seen != null) {
            sensitivity(seen, out);
        }
    }

    private static void sensitivity(Sensitivity seen, PrintWriter out) {
        String draws = count(seen.draws(), "draw") + " at x = " + HexFloat.of(seen.point());
        if (seen.atOnePoint()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s would have shown a probability of %.4g in place of %.4g (power 0.999)",
                    draws,
                    seen.rate() + seen.error(),
                    seen.rate()));
            return;
        }
        out.println(String.format(
                Locale.ROOT,
                "no input has enough draws to show a wrong rate by itself: %s, where %d would show"
                        + " a probability of %.4g in place of %.4g (power 0.999)",
                draws,
                seen.needed(),
                seen.coarse(),
                seen.rate()));
        PooledSensitivity pooled = seen.pooled();
        out.println(
                pooled == null
                        ? "all draws together are too few as well"
                        : String.format(
                                Locale.ROOT,
                                "together, the %d draws %s to %s of the way up would have shown means that are all"
                                        + " %.2g of the way off (power 0.999)",
                                pooled.draws(),
                                pooled.from(),
                                pooled.to(),
                                pooled.error()));
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static String chance(Failure failure) {
        return failure.pValue() == 0 ? "" : String.format(Locale.ROOT, " (adjusted p-value %.1e)", failure.pValue());
    }

    static ObjectNode json(BlackBoxReport report) {
        ObjectNode node = Json.object();
        node.put("passed", report.passed());
        node.put("quantizer", report.quantizer());
        node.put("draws", report.draws());
        node.put("inputs", report.points());
        node.put("tests", report.tests());
        node.put("falseAlarm", report.falseAlarm());
        ArrayNode findings = node.putArray("findings");
        for (Failure failure : report.failures()) {
            ObjectNode one = findings.addObject();
            one.put("fault", failure.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (!Double.isNaN(failure.point())) {
                one.put("x", HexFloat.of(failure.point()));
            }
            one.put("detail", failure.detail());
            one.put("adjustedPValue", failure.pValue());
        }
        ArrayNode fits = node.putArray("fits");
        report.fits().forEach(fit -> fits.add(fit.name()));
        Sensitivity seen = report.sensitivity();
        if (seen != null) {
            ObjectNode sensitivity = node.putObject("sensitivity");
            sensitivity.put("x", HexFloat.of(seen.point()));
            sensitivity.put("draws", seen.draws());
            sensitivity.put("rate", seen.rate());
            if (seen.atOnePoint()) {
                sensitivity.put("error", seen.error());
            }
            sensitivity.put("drawsForAnErrorOfAQuarter", seen.needed());
            PooledSensitivity together = seen.pooled();
            if (together != null) {
                ObjectNode pooled = sensitivity.putObject("pooled");
                pooled.put("from", together.from());
                pooled.put("to", together.to());
                pooled.put("draws", together.draws());
                pooled.put("error", together.error());
            }
        }
        return node;
    }
}

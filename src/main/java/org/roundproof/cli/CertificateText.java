package org.roundproof.cli;

import java.io.PrintWriter;
import org.roundproof.sgd.ReplicateSummary;
import org.roundproof.sgd.certified.Certificate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What makes a certified run exact, for people and as JSON. */
final class CertificateText {
    private CertificateText() {}

    static void print(Certificate certificate, ReplicateSummary summary, PrintWriter out) {
        String head = "certificate    ";
        for (Certificate.Stage stage : certificate.stages()) {
            out.println(head + stage.name() + ": " + stage.width() + "; " + stage.method());
            head = " ".repeat(head.length());
        }
        out.println("fallbacks      " + summary.fallbacks() + "  (decisions made in exact arithmetic)");
        summary.last()
                .unfiltered()
                .ifPresent(
                        reason -> out.println("slow           the whole run was made in exact arithmetic: " + reason));
    }

    /**
     * Adds {@code certificate}, an array of {@code stage}, {@code bits} (null without a grid) and {@code method}; and {@code
     * unfiltered}, why the last run was made in exact arithmetic, or null.
     */
    static void add(ObjectNode node, Certificate certificate, ReplicateSummary summary) {
        node.put("unfiltered", summary.last().unfiltered().orElse(null));
        ArrayNode stages = node.putArray("certificate");
        for (Certificate.Stage stage : certificate.stages()) {
            ObjectNode entry = stages.addObject().put("stage", stage.name());
            if (stage.bits() == Certificate.UNBOUNDED) {
                entry.putNull("bits");
            } else {
                entry.put("bits", stage.bits());
            }
            entry.put("method", stage.method());
        }
    }
}

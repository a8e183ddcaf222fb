package org.roundproof.cli;

import java.io.PrintWriter;
import org.roundproof.conformance.check.TraceCheck;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TraceComparison;
import tools.jackson.databind.node.ObjectNode;

/** What the comparison of two traces says, for people and as JSON. */
final class TraceText {
    private TraceText() {}

    static void print(TraceCheck.Result result, PrintWriter out) {
        if (result.comparison() instanceof TraceComparison.FirstDifference difference) {
            out.println("first difference at step " + difference.step() + ", "
                    + difference.target().label() + "[" + difference.element() + "]");
            out.println("  expected: quantized " + difference.a());
            out.println("  theirs:   quantized " + difference.b());
            out.println(verdict(result, difference.target()));
        } else {
            out.println(result.comparison());
        }
    }

    private static String verdict(TraceCheck.Result result, Target target) {
        if (!result.sameInput()) {
            return "The quantizer's input differs already: look at " + arithmetic(target) + ".";
        }
        String quantizer = "The quantizer's input is the same, its result is not: look at the " + target.label()
                + " quantizer and its random words.";
        return result.diagnosis() == null
                ? quantizer
                : quantizer + System.lineSeparator() + result.diagnosis().sentence();
    }

    private static String arithmetic(Target target) {
        return switch (target) {
            case DATA -> "the features";
            case LABEL -> "the labels";
            case PARAMETER -> "the update of the weights in the step before";
            case ACTIVATION -> "the dot products of quantized features and quantized weights";
            case GRADIENT -> "the residuals, quantized label minus quantized activation";
        };
    }

    static ObjectNode json(TraceCheck.Result result) {
        ObjectNode node = Json.object();
        node.put("passed", result.comparison().identical());
        if (result.comparison() instanceof TraceComparison.FirstDifference difference) {
            node.put("step", difference.step());
            node.put("tensor", difference.target().label());
            node.put("element", difference.element());
            side(node.putObject("expected"), difference.a());
            side(node.putObject("theirs"), difference.b());
            node.put("sameInput", result.sameInput());
            if (result.diagnosis() != null) {
                node.set("diagnosis", CheckJson.diagnosis(result.diagnosis()));
            }
        } else {
            node.put("summary", result.comparison().toString());
        }
        return node;
    }

    private static void side(ObjectNode node, TraceComparison.Side side) {
        node.put("before", side.exactBefore());
        node.put("after", side.exactAfter());
    }
}

package org.roundproof.cli;

import java.io.PrintWriter;
import org.roundproof.format.HexFloat;
import org.roundproof.sgd.TraceComparison;
import org.roundproof.sgd.TraceComparison.FirstDifference;
import org.roundproof.sgd.TraceComparison.Identical;
import org.roundproof.sgd.TraceComparison.Side;
import org.roundproof.sgd.TraceComparison.Truncated;
import tools.jackson.databind.node.ObjectNode;

/** The outcome of comparing two engines. */
final class ComparisonText {
    private ComparisonText() {}

    /**
     * Prints an outcome.
     *
     * @param replicate number of replicates that are identical
     */
    static void print(String a, String b, int replicate, TraceComparison outcome, PrintWriter out) {
        if (outcome instanceof Identical same) {
            String replicates = replicate > 1 ? replicate + " replicates, " : "";
            out.println(a + " and " + b + " are identical: " + replicates + same.steps() + " steps, " + same.tensors()
                    + " tensors, " + same.elements() + " elements");
        } else if (outcome instanceof FirstDifference first) {
            out.println(a + " and " + b + " first differ " + in(replicate) + "at step " + first.step() + ", "
                    + first.target().label() + ", element " + first.element());
            new TextTable("engine", "before (exact)", "before", "after", "after (exact)")
                    .row(cells(a, first.a()))
                    .row(cells(b, first.b()))
                    .print(out);
        } else if (outcome instanceof Truncated shorter) {
            out.println(("A".equals(shorter.shorter()) ? a : b) + " ends " + in(replicate) + "after step "
                    + shorter.steps() + ", without a difference until there");
        }
    }

    private static String in(int replicate) {
        return replicate > 0 ? "in replicate " + replicate + " " : "";
    }

    private static String[] cells(String engine, Side side) {
        return new String[] {
            engine, side.exactBefore(), HexFloat.of(side.before()), HexFloat.of(side.after()), side.exactAfter()
        };
    }

    static ObjectNode json(String a, String b, int replicate, TraceComparison outcome) {
        ObjectNode node = Json.object().put("engine", a).put("compared", b).put("identical", outcome.identical());
        if (outcome instanceof Identical same) {
            node.put("replicates", replicate);
            node.put("steps", same.steps()).put("tensors", same.tensors()).put("elements", same.elements());
        } else if (outcome instanceof FirstDifference first) {
            ObjectNode difference = node.putObject("firstDifference");
            difference
                    .put("replicate", replicate)
                    .put("step", first.step())
                    .put("tensor", first.target().label())
                    .put("element", first.element());
            side(difference.putObject(a), first.a());
            side(difference.putObject(b), first.b());
        } else if (outcome instanceof Truncated shorter) {
            node.put("steps", shorter.steps()).put("ends", "A".equals(shorter.shorter()) ? a : b);
        }
        return node;
    }

    private static void side(ObjectNode node, Side side) {
        node.put("before", HexFloat.of(side.before()))
                .put("after", HexFloat.of(side.after()))
                .put("exactBefore", side.exactBefore())
                .put("exactAfter", side.exactAfter());
    }
}

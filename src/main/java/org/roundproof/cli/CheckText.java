package org.roundproof.cli;

import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.roundproof.conformance.check.CheckReport;
import org.roundproof.conformance.check.GroupReport;
import org.roundproof.conformance.check.Mismatch;
import org.roundproof.conformance.diagnosis.Answered;
import org.roundproof.conformance.diagnosis.Explanation;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;

/** The report of a check for people: the verdict, the wrong answers by class, what explains them. */
final class CheckText {
    private final PrintWriter out;

    CheckText(PrintWriter out) {
        this.out = out;
    }

    void print(CheckReport report) {
        unanswered(report);
        if (report.groups().size() != 1) {
            out.println("in all: "
                    + counts(
                            report.sum(GroupReport::answers),
                            report.sum(GroupReport::right),
                            report.sum(GroupReport::wrong),
                            report.sum(GroupReport::known),
                            report.sum(GroupReport::skipped)));
        }
        report.groups().forEach(this::group);
        if (report.sum(GroupReport::answers) == 0) {
            out.println("nothing was answered, so nothing is passed");
        }
        for (String line : report.outdated()) {
            out.println("listed as a known failure, and passes: " + line + " (take it off the list)");
        }
        for (String line : report.unused()) {
            out.println("listed as a known failure, and not among the tests: " + line);
        }
    }

    private void unanswered(CheckReport report) {
        long count = report.unanswered();
        if (count > 0) {
            String first = report.groups().stream()
                    .map(group -> group.unanswered().first())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            out.println((count == 1 ? "1 test was" : count + " tests were") + " not answered, the first is " + first);
            out.println("  Did the implementation stop? Answer 'unsupported' where it declines, or give --partial.");
            out.println();
        }
    }

    private void group(GroupReport group) {
        out.println(group.name() + ": "
                + counts(group.answers(), group.right(), group.wrong(), group.known(), group.skipped()));
        if (group.wrong() == 0) {
            return;
        }
        group.classes().forEach((region, failures) -> {
            out.println();
            out.println("  " + region.text() + ": " + failures.count() + " wrong");
            table(failures.first());
            if (failures.count() > failures.first().size()) {
                out.println("    … and " + (failures.count() - failures.first().size()) + " more");
            }
        });
        for (GroupReport.WrongValue value : group.values()) {
            out.println("    " + value.id() + ": theirs " + value.got() + ", exact " + value.exact());
        }
        out.println();
        if (group.classes().isEmpty()) {
            return;
        }
        out.println(group.diagnosis().sentence());
        List<Explanation> partial = group.diagnosis().partial();
        for (int i = 1; i < partial.size(); i++) {
            out.println("or partly by: " + partial.get(i).description() + " ["
                    + partial.get(i).name() + "], " + partial.get(i).explained() + " wrong answers");
        }
        out.println();
    }

    private static String counts(long answers, long right, long wrong, long known, long skipped) {
        return answers + (answers == 1 ? " answer, " : " answers, ") + right + " right, " + wrong + " wrong"
                + (known > 0 ? " (" + known + " known)" : "") + ", " + skipped + " skipped";
    }

    private void table(List<Mismatch> first) {
        if (first.isEmpty()) {
            return;
        }
        boolean words =
                first.stream().anyMatch(m -> !m.answer().query().words().text().isEmpty());
        TextTable table = words
                ? new TextTable("   ", "x", "words", "theirs", "exact", "codes apart")
                : new TextTable("   ", "x", "theirs", "exact", "codes apart");
        for (Mismatch mismatch : first) {
            Answered answer = mismatch.answer();
            NumberFormat format = answer.query().quantizer().format();
            String x = HexFloat.of(answer.query().x());
            String theirs = value(format, answer.got());
            String exact = value(format, mismatch.exact());
            String apart = apart(mismatch);
            if (words) {
                table.row("   ", x, answer.query().words().text(), theirs, exact, apart);
            } else {
                table.row("   ", x, theirs, exact, apart);
            }
        }
        table.print(out);
    }

    /** A value with its code, or the remark that it has none. */
    private static String value(NumberFormat format, double value) {
        return format.contains(value)
                ? HexFloat.of(value) + " = " + FormatsCommand.hex(format.encode(value), (format.bits() + 3) / 4)
                : HexFloat.of(value) + " (no code)";
    }

    private static String apart(Mismatch mismatch) {
        BigInteger apart = mismatch.valuesApart();
        return apart == null ? "-" : (apart.signum() > 0 ? "+" : "") + apart;
    }
}

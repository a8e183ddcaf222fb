package org.roundproof.report;

import java.util.List;
import java.util.stream.Collectors;
import org.roundproof.audit.AuditResult.Entry;
import org.roundproof.audit.Evidence;
import org.roundproof.audit.Verdict;

/**
 * A claim's verdict, tables and paragraphs as Markdown: all that a check prints but plots, and nothing that depends on the
 * machine. Tables and paragraphs are numbered in the order of the page, so that a note can quote "table 2".
 */
final class RecordText {
    private RecordText() {}

    static String of(Entry entry) {
        Verdict verdict = entry.finding().verdict();
        StringBuilder out = new StringBuilder("# Record of ")
                .append(entry.claim().id())
                .append("\n\n`")
                .append(verdict.word())
                .append("`: ")
                .append(verdict.because())
                .append('\n');
        if (verdict instanceof Verdict.Refuted refuted) {
            out.append("\nWitness: ").append(refuted.witness()).append('\n');
        } else if (verdict instanceof Verdict.Supported supported) {
            out.append("\nSamples: ")
                    .append(supported.sampleSize())
                    .append("; false alarm: ")
                    .append(supported.falseAlarm())
                    .append('\n');
        }
        int tables = 0;
        int texts = 0;
        for (Evidence evidence : entry.finding().evidence()) {
            if (evidence instanceof Evidence.Table table) {
                out.append("\n## Table ").append(++tables).append("\n\n").append(table.caption());
                out.append("\n\n").append(table(table));
            } else if (evidence instanceof Evidence.Text text) {
                out.append("\n## Text ")
                        .append(++texts)
                        .append("\n\n")
                        .append(text.text())
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static String table(Evidence.Table table) {
        StringBuilder out = new StringBuilder(row(table.columns()))
                .append("|---".repeat(table.columns().size()))
                .append("|\n");
        table.rows().forEach(row -> out.append(row(row)));
        return out.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}

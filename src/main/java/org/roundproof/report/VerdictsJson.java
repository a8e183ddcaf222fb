package org.roundproof.report;

import org.roundproof.audit.AuditResult;
import org.roundproof.audit.AuditResult.Entry;
import org.roundproof.audit.Evidence;
import org.roundproof.audit.Finding;
import org.roundproof.audit.Verdict;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code verdicts.json}: an array of {id, title, verdict, expected, statement, evidence, note, seconds}. */
public final class VerdictsJson {
    private static final ObjectMapper MAPPER = JsonMapper.shared();

    private VerdictsJson() {}

    /** The array, indented. */
    public static String of(AuditResult result) {
        ArrayNode all = MAPPER.createArrayNode();
        result.entries().forEach(entry -> all.add(entry(entry)));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private static ObjectNode entry(Entry entry) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", entry.claim().id());
        node.put("title", entry.claim().title());
        node.put("verdict", entry.finding().verdict().word());
        node.put("expected", entry.claim().expected());
        node.put("statement", entry.claim().statement());
        node.set("evidence", evidence(entry.finding()));
        node.put("note", entry.claim().note());
        node.put("seconds", Math.rint(entry.seconds() * 1000) / 1000);
        return node;
    }

    /** because, and witness or sampleSize and falseAlarm where the verdict has them; then the items. */
    private static ObjectNode evidence(Finding finding) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("because", finding.verdict().because());
        if (finding.verdict() instanceof Verdict.Refuted refuted) {
            node.put("witness", refuted.witness());
        } else if (finding.verdict() instanceof Verdict.Supported supported) {
            node.put("sampleSize", supported.sampleSize());
            node.put("falseAlarm", supported.falseAlarm());
        }
        ArrayNode items = node.putArray("items");
        for (Evidence evidence : finding.evidence()) {
            items.add(item(evidence));
        }
        return node;
    }

    private static ObjectNode item(Evidence evidence) {
        ObjectNode node = MAPPER.createObjectNode();
        if (evidence instanceof Evidence.Text text) {
            return node.put("type", "text").put("text", text.text());
        } else if (evidence instanceof Evidence.Table table) {
            node.put("type", "table").put("caption", table.caption());
            node.set("columns", MAPPER.valueToTree(table.columns()));
            node.set("rows", MAPPER.valueToTree(table.rows()));
            return node;
        }
        Evidence.Drawing plot = (Evidence.Drawing) evidence;
        return node.put("type", plot instanceof Evidence.HeatMap ? "heatMap" : "plot")
                .put("id", plot.id())
                .put("caption", plot.caption())
                .put("data", PlotFile.name(plot));
    }
}

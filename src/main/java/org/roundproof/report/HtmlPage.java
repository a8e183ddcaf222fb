package org.roundproof.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.roundproof.BuildInfo;
import org.roundproof.audit.AuditContext;
import org.roundproof.audit.AuditResult;
import org.roundproof.audit.AuditResult.Entry;

/** The page: one file that opens offline and fetches nothing. */
final class HtmlPage {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    /** The verdicts in order of strength, each with what it means. */
    private static final List<Map.Entry<String, String>> VERDICTS = List.of(
            Map.entry("PROVED", "exact over all that can be enumerated, or by a note’s proof"),
            Map.entry("ENCLOSED", "a rigorous two-sided bound"),
            Map.entry("SUPPORTED", "statistics, with sample size and error probability"),
            Map.entry("REFUTED", "false as stated, with the smallest witness found"),
            Map.entry("NOT_APPLICABLE", "says nothing here, with the reason"),
            Map.entry("FAILED", "the check itself ended in an error"));

    private HtmlPage() {}

    static String of(AuditResult result) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("version", RichText.escape(BuildInfo.version()));
        parts.put("formulaStyle", WebLibraries.formulaStyle());
        parts.put("style", WebLibraries.template("report.css"));
        parts.put("lead", lead(result));
        parts.put("tally", tally(result));
        parts.put("rows", result.entries().stream().map(ClaimHtml::summaryRow).collect(Collectors.joining()));
        parts.put("contents", result.entries().stream().map(HtmlPage::contents).collect(Collectors.joining()));
        parts.put("claims", result.entries().stream().map(ClaimHtml::section).collect(Collectors.joining("\n")));
        parts.put("plots", PlotData.json(AuditReport.plots(result)));
        parts.put("formulaScript", WebLibraries.formulaScript());
        parts.put("chartScript", WebLibraries.chartScript());
        parts.put("script", WebLibraries.forScriptElement(WebLibraries.template("report.js")));
        return PLACEHOLDER.matcher(WebLibraries.template("report.html")).replaceAll(match -> {
            String part = parts.get(match.group(1));
            if (part == null) {
                throw new IllegalStateException("report.html asks for " + match.group(1));
            }
            return Matcher.quoteReplacement(part);
        });
    }

    private static String lead(AuditResult result) {
        AuditContext context = result.context();
        long surprises =
                result.entries().stream().filter(entry -> !entry.asExpected()).count();
        int claims = result.entries().size();
        String outcome = surprises == 0
                ? "Every verdict is the one that the ledger expects."
                : "<strong>" + surprises + (surprises == 1 ? " verdict differs" : " verdicts differ")
                        + " from what the ledger expects.</strong>";
        return String.format(
                Locale.ROOT,
                "%d %s checked in %.1f s. %s <span class=\"aside\">Profile %s, seed %s, %d %s.</span>",
                claims,
                claims == 1 ? "claim" : "claims",
                result.seconds(),
                outcome,
                context.profile().name().toLowerCase(Locale.ROOT),
                Long.toUnsignedString(context.seed()),
                context.threads(),
                context.threads() == 1 ? "thread" : "threads");
    }

    private static String tally(AuditResult result) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, String> verdict : VERDICTS) {
            long count = result.entries().stream()
                    .filter(entry -> entry.finding().verdict().word().equals(verdict.getKey()))
                    .count();
            if (count == 0 && verdict.getKey().equals("FAILED")) {
                continue; // no claim may expect it, so it is no part of the legend
            }
            out.append(String.format(
                    Locale.ROOT,
                    "<li class=\"%s%s\"><b>%d</b> <span class=\"word\">%s</span> <span class=\"meaning\">%s</span></li>%n",
                    RichText.cssClass(verdict.getKey()),
                    count == 0 ? " none" : "",
                    count,
                    verdict.getKey().replace('_', ' '),
                    verdict.getValue()));
        }
        return out.toString();
    }

    private static String contents(Entry entry) {
        String id = RichText.escape(entry.claim().id());
        return "<li class=\"" + RichText.cssClass(entry.finding().verdict().word()) + "\"><a href=\"#" + id + "\">"
                + "<span class=\"id\">" + id + "</span> "
                + RichText.inline(entry.claim().title()) + "</a></li>\n";
    }
}

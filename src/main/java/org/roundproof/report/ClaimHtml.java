package org.roundproof.report;

import java.util.Locale;
import java.util.stream.Collectors;
import org.roundproof.audit.AuditResult.Entry;
import org.roundproof.audit.Claim;
import org.roundproof.audit.Evidence;
import org.roundproof.audit.Verdict;

/** One claim as a section of the page, and as a row of the summary. */
final class ClaimHtml {
    private ClaimHtml() {}

    static String summaryRow(Entry entry) {
        Claim claim = entry.claim();
        return String.format(
                Locale.ROOT,
                "<tr><td class=\"id\"><a href=\"#%1$s\">%1$s</a></td><td><a href=\"#%1$s\">%2$s</a></td>"
                        + "<td>%3$s%4$s</td><td class=\"number\">%5$s</td></tr>%n",
                RichText.escape(claim.id()),
                RichText.inline(claim.title()),
                badge(entry.finding().verdict()),
                unexpected(entry),
                seconds(entry.seconds()));
    }

    static String section(Entry entry) {
        Claim claim = entry.claim();
        Verdict verdict = entry.finding().verdict();
        String id = RichText.escape(claim.id());
        StringBuilder out = new StringBuilder();
        out.append("<article id=\"")
                .append(id)
                .append("\" aria-labelledby=\"")
                .append(id)
                .append("-title\">\n<header>")
                .append("<a class=\"id\" href=\"#")
                .append(id)
                .append("\">")
                .append(id)
                .append("</a>\n<h2 id=\"")
                .append(id)
                .append("-title\">")
                .append(RichText.inline(claim.title()))
                .append("</h2>\n")
                .append(badge(verdict))
                .append(unexpected(entry))
                .append("</header>\n<blockquote>")
                .append(RichText.paragraphs(claim.statement()))
                .append("<footer>")
                .append(RichText.inline(claim.citation()))
                .append("</footer></blockquote>\n");
        out.append("<div class=\"verdict ")
                .append(RichText.cssClass(verdict.word()))
                .append("\">\n")
                .append(RichText.paragraphs(verdict.because()))
                .append(details(verdict))
                .append("</div>\n");
        for (Evidence evidence : entry.finding().evidence()) {
            out.append(EvidenceHtml.of(evidence));
        }
        out.append("<p class=\"links\">").append(note(claim));
        if (!claim.properties().isEmpty()) {
            out.append(" Property tests: ")
                    .append(claim.properties().stream()
                            .map(property -> "<code>" + RichText.escape(property) + "</code>")
                            .collect(Collectors.joining(", ")))
                    .append('.');
        }
        return out.append(" Checked in ")
                .append(seconds(entry.seconds()))
                .append(".</p>\n</article>\n")
                .toString();
    }

    static String badge(Verdict verdict) {
        return "<span class=\"badge " + RichText.cssClass(verdict.word()) + "\">"
                + verdict.word().replace('_', ' ') + "</span>";
    }

    private static String unexpected(Entry entry) {
        return entry.asExpected()
                ? ""
                : " <span class=\"badge unexpected\">expected "
                        + RichText.escape(entry.claim().expected().replace('_', ' ')) + "</span>";
    }

    private static String details(Verdict verdict) {
        if (verdict instanceof Verdict.Refuted refuted) {
            return "<p class=\"witness\"><strong>Witness.</strong> " + RichText.inline(refuted.witness()) + "</p>\n";
        } else if (verdict instanceof Verdict.Supported supported) {
            return String.format(
                    Locale.ROOT,
                    "<p class=\"aside\">%,d independent samples; probability of refuting a true claim: %.1e.</p>%n",
                    supported.sampleSize(),
                    supported.falseAlarm());
        }
        return "";
    }

    /** A link where this version has the note, its name otherwise. */
    private static String note(Claim claim) {
        String name = RichText.escape(claim.note());
        return "Proof note: "
                + ReportNotes.address(claim.note())
                        .map(address -> "<a href=\"" + RichText.escape(address) + "\">" + name + "</a>.")
                        .orElse("<code>" + name + "</code>.");
    }

    static String seconds(double seconds) {
        return seconds < 0.05 ? "&lt; 0.1&nbsp;s" : String.format(Locale.ROOT, "%.1f&nbsp;s", seconds);
    }
}

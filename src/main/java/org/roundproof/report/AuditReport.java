package org.roundproof.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.roundproof.audit.AuditResult;
import org.roundproof.audit.Evidence.Drawing;

/** Writes an audit's results: {@code index.html}, {@code verdicts.json}, {@code junit.xml}, each plot's data as CSV, {@code record},
 * each claim's numbers as Markdown, and {@code notes}, the notes that the page links to with all that they link to. */
public final class AuditReport {
    private AuditReport() {}

    /**
     * Writes everything.
     *
     * @param result a finished audit
     * @param directory where; made if it is not there
     * @return the page
     * @throws IOException when a file cannot be written
     */
    public static Path write(AuditResult result, Path directory) throws IOException {
        Files.createDirectories(directory);
        Set<String> ids = new HashSet<>();
        for (Drawing plot : plots(result)) {
            if (!ids.add(PlotFile.safeId(plot))) {
                throw new IllegalArgumentException("two plots have the id " + plot.id() + "; ids must be unique");
            }
            PlotFile.write(plot, directory);
        }
        Files.writeString(directory.resolve("verdicts.json"), VerdictsJson.of(result), StandardCharsets.UTF_8);
        AuditRecord.write(result, directory.resolve("record"));
        ReportNotes.write(
                result.entries().stream().map(entry -> entry.claim().note()).toList(), directory);
        Files.writeString(directory.resolve("junit.xml"), JunitXml.of(result), StandardCharsets.UTF_8);
        Path page = directory.resolve("index.html");
        Files.writeString(page, HtmlPage.of(result), StandardCharsets.UTF_8);
        return page;
    }

    /** Every plot and heat map, in the order of the page. */
    static List<Drawing> plots(AuditResult result) {
        return result.entries().stream()
                .flatMap(entry -> entry.finding().evidence().stream())
                .filter(Drawing.class::isInstance)
                .map(Drawing.class::cast)
                .toList();
    }
}

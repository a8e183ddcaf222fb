package org.roundproof.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;

/** A plot's data as CSV: series, x, y, error (empty where a series has none); every double at full precision. */
final class PlotFile {
    private PlotFile() {}

    /** The file's name. */
    static String name(Plot plot) {
        return safeId(plot) + ".csv";
    }

    /** The id with everything replaced that a file name or an HTML id might mind. */
    static String safeId(Plot plot) {
        return plot.id().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    static void write(Plot plot, Path directory) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
        try (Writer out = Files.newBufferedWriter(directory.resolve(name(plot)), StandardCharsets.UTF_8);
                CSVPrinter csv = new CSVPrinter(out, format)) {
            csv.printRecord(
                    "series",
                    RichText.plain(plot.x().title()),
                    RichText.plain(plot.y().title()),
                    "error");
            for (Series series : plot.series()) {
                for (int i = 0; i < series.x().length; i++) {
                    csv.printRecord(
                            RichText.plain(series.name()),
                            series.x()[i],
                            series.y()[i],
                            i < series.error().length ? series.error()[i] : "");
                }
            }
        }
    }
}

package org.roundproof.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.roundproof.audit.Evidence.Drawing;
import org.roundproof.audit.Evidence.HeatMap;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;

/**
 * A drawing's data as CSV, every double at full precision. A plot: series, x, y, error (empty where a series has none). A heat
 * map: x, y, value, a line for each cell.
 */
final class PlotFile {
    private PlotFile() {}

    /** The file's name. */
    static String name(Drawing plot) {
        return safeId(plot) + ".csv";
    }

    /** The id with everything replaced that a file name or an HTML id might mind. */
    static String safeId(Drawing plot) {
        return safe(plot.id());
    }

    static String safe(String id) {
        return id.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    static void write(Drawing drawing, Path directory) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
        try (Writer out = Files.newBufferedWriter(directory.resolve(name(drawing)), StandardCharsets.UTF_8);
                CSVPrinter csv = new CSVPrinter(out, format)) {
            if (drawing instanceof HeatMap map) {
                cells(map, csv);
            } else {
                points((Plot) drawing, csv);
            }
        }
    }

    private static void points(Plot plot, CSVPrinter csv) throws IOException {
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

    private static void cells(HeatMap map, CSVPrinter csv) throws IOException {
        csv.printRecord(RichText.plain(map.xTitle()), RichText.plain(map.yTitle()), RichText.plain(map.zTitle()));
        for (int row = 0; row < map.z().length; row++) {
            for (int column = 0; column < map.x().size(); column++) {
                csv.printRecord(
                        RichText.plain(map.x().get(column)),
                        RichText.plain(map.y().get(row)),
                        map.z()[row][column]);
            }
        }
    }
}

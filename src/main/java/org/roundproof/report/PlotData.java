package org.roundproof.report;

import java.util.Collection;
import java.util.List;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Drawing;
import org.roundproof.audit.Evidence.HeatMap;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plots and heat maps as the JSON that the page's script draws. */
final class PlotData {
    private static final ObjectMapper MAPPER = JsonMapper.shared();

    private PlotData() {}

    /** All plots, safe inside a script element. */
    static String json(List<Drawing> plots) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Drawing drawing : plots) {
            ObjectNode node = all.addObject();
            node.put("id", PlotFile.safeId(drawing));
            node.put("caption", RichText.plain(drawing.caption()));
            if (drawing instanceof HeatMap map) {
                heatMap(map, node);
            } else {
                plot((Plot) drawing, node);
            }
        }
        return MAPPER.writeValueAsString(all).replace("<", "\\u003c");
    }

    private static void plot(Plot plot, ObjectNode node) {
        node.set("x", axis(plot.x()));
        node.set("y", axis(plot.y()));
        ArrayNode series = node.putArray("series");
        for (Series one : plot.series()) {
            series.add(series(plot, one));
        }
    }

    /** Cells are [column, row, value]; those without a finite value are left out. */
    private static void heatMap(HeatMap map, ObjectNode node) {
        node.set("x", categories(map.xTitle(), map.x()));
        node.set("y", categories(map.yTitle(), map.y()));
        node.put("z", RichText.plain(map.zTitle()));
        ArrayNode cells = node.putArray("cells");
        for (int row = 0; row < map.z().length; row++) {
            for (int column = 0; column < map.x().size(); column++) {
                if (Double.isFinite(map.z()[row][column])) {
                    cells.addArray().add(column).add(row).add(map.z()[row][column]);
                }
            }
        }
    }

    private static ObjectNode categories(String title, Collection<String> labels) {
        ObjectNode node = MAPPER.createObjectNode().put("title", RichText.plain(title));
        ArrayNode all = node.putArray("labels");
        labels.forEach(label -> all.add(RichText.plain(label)));
        return node;
    }

    /** How many points a logarithmic or finite axis cannot show. */
    static long hidden(Plot plot) {
        long count = 0;
        for (Series series : plot.series()) {
            for (int i = 0; i < series.x().length; i++) {
                if (!shown(plot.x(), series.x()[i]) || !shown(plot.y(), series.y()[i])) {
                    count++;
                }
            }
        }
        return count;
    }

    private static ObjectNode axis(Axis axis) {
        return MAPPER.createObjectNode()
                .put("title", RichText.plain(axis.title()))
                .put("log", axis.logarithmic());
    }

    private static ObjectNode series(Plot plot, Series series) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", RichText.plain(series.name()));
        node.put("style", RichText.cssClass(series.style().name()));
        series.curve().ifPresent(curve -> node.put("curve", RichText.plain(curve)));
        ArrayNode points = node.putArray("points");
        for (int i = 0; i < series.x().length; i++) {
            if (shown(plot.x(), series.x()[i]) && shown(plot.y(), series.y()[i])) {
                ArrayNode point = points.addArray().add(series.x()[i]).add(series.y()[i]);
                if (i < series.error().length && Double.isFinite(series.error()[i])) {
                    point.add(series.error()[i]);
                }
            }
        }
        return node;
    }

    private static boolean shown(Axis axis, double value) {
        return Double.isFinite(value) && (!axis.logarithmic() || value > 0);
    }
}

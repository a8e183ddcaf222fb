package org.roundproof.report;

import java.util.List;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plots as the JSON that the page's script draws. */
final class PlotData {
    private static final ObjectMapper MAPPER = JsonMapper.shared();

    private PlotData() {}

    /** All plots, safe inside a script element. */
    static String json(List<Plot> plots) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Plot plot : plots) {
            ObjectNode node = all.addObject();
            node.put("id", PlotFile.safeId(plot));
            node.put("caption", RichText.plain(plot.caption()));
            node.set("x", axis(plot.x()));
            node.set("y", axis(plot.y()));
            ArrayNode series = node.putArray("series");
            for (Series one : plot.series()) {
                series.add(series(plot, one));
            }
        }
        return MAPPER.writeValueAsString(all).replace("<", "\\u003c");
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

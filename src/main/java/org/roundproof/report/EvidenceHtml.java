package org.roundproof.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.roundproof.audit.Evidence;
import org.roundproof.audit.Evidence.Drawing;
import org.roundproof.audit.Evidence.HeatMap;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Table;

/** One piece of evidence as HTML. */
final class EvidenceHtml {
    private static final String ONE =
            "[-+−≤<≈~]?\\s?(\\d[\\d,. ]*|0x[\\d.a-fA-Fp+-]+|NaN|∞|[iI]nf(inity)?)([eE×%·\\d^−+-]*)";

    /** A number, a power in TeX, a number with its error, or an interval. */
    private static final Pattern NUMBER = Pattern.compile(
            "\\s*|—|-|\\$\\d+\\^\\{-?\\d+\\}\\$|" + ONE + "(\\s?±\\s?" + ONE + ")?|\\[" + ONE + ",\\s?" + ONE + "\\]");

    private EvidenceHtml() {}

    static String of(Evidence evidence) {
        if (evidence instanceof Evidence.Text text) {
            return RichText.paragraphs(text.text());
        } else if (evidence instanceof Table table) {
            return table(table);
        }
        return drawing((Drawing) evidence);
    }

    private static String table(Table table) {
        List<Boolean> numeric = IntStream.range(0, table.columns().size())
                .mapToObj(column -> table.rows().stream()
                        .allMatch(row -> column < row.size()
                                && NUMBER.matcher(row.get(column)).matches()))
                .toList();
        StringBuilder out = new StringBuilder("<figure class=\"table\">\n<figcaption>")
                .append(RichText.inline(table.caption()))
                .append("</figcaption>\n")
                .append(scroller(table.caption()))
                .append("<table>\n<thead><tr>");
        for (int i = 0; i < table.columns().size(); i++) {
            out.append(numeric.get(i) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .append(RichText.inline(table.columns().get(i)))
                    .append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append(i < numeric.size() && numeric.get(i) ? "<td class=\"number\">" : "<td>")
                        .append(RichText.inline(row.get(i)))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody>\n</table></div>\n</figure>\n").toString();
    }

    private static String drawing(Drawing drawing) {
        String file = RichText.escape(PlotFile.name(drawing));
        StringBuilder out = new StringBuilder("<figure class=\"plot\">\n")
                .append("<div class=\"chart\" id=\"plot-")
                .append(PlotFile.safeId(drawing))
                .append("\" role=\"img\" aria-label=\"")
                .append(RichText.escape(RichText.plain(drawing.caption())))
                .append("\"></div>\n<figcaption>")
                .append(RichText.inline(drawing.caption()))
                .append(hidden(drawing))
                .append("</figcaption>\n<details class=\"data\"><summary>Data</summary>\n<p><a href=\"")
                .append(file)
                .append("\" download>")
                .append(file)
                .append("</a></p>\n")
                .append(scroller("Data of " + drawing.caption()))
                .append("<table>");
        if (drawing instanceof HeatMap map) {
            cells(map, out);
        } else {
            points((Plot) drawing, out);
        }
        return out.append("</tbody></table></div>\n</details>\n</figure>\n").toString();
    }

    /** A sentence where something cannot be drawn, else nothing. */
    private static String hidden(Drawing drawing) {
        if (!(drawing instanceof Plot plot) || PlotData.hidden(plot) == 0) {
            return "";
        }
        long count = PlotData.hidden(plot);
        return " <span class=\"aside\">" + count + (count == 1 ? " point" : " points")
                + " (zero, negative or not finite) cannot be drawn on these axes; the data have them.</span>";
    }

    private static void points(Plot plot, StringBuilder out) {
        out.append("<thead><tr><th scope=\"col\">Series</th><th scope=\"col\" class=\"number\">")
                .append(RichText.inline(plot.x().title()))
                .append("</th><th scope=\"col\" class=\"number\">")
                .append(RichText.inline(plot.y().title()))
                .append("</th><th scope=\"col\" class=\"number\">±</th></tr></thead>\n<tbody>\n");
        plot.series().forEach(series -> rows(series, out));
    }

    /** The grid as it is drawn: the first row at the bottom. */
    private static void cells(HeatMap map, StringBuilder out) {
        out.append("<thead><tr><th scope=\"col\">")
                .append(RichText.inline(map.yTitle() + " / " + map.xTitle()))
                .append("</th>");
        map.x().forEach(label -> out.append("<th scope=\"col\" class=\"number\">")
                .append(RichText.inline(label))
                .append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (int row = map.z().length - 1; row >= 0; row--) {
            out.append("<tr><th scope=\"row\">")
                    .append(RichText.inline(map.y().get(row)))
                    .append("</th>");
            for (double value : map.z()[row]) {
                out.append("<td class=\"number\">")
                        .append(Double.isNaN(value) ? "—" : number(value))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
    }

    private static void rows(Series series, StringBuilder out) {
        for (int i = 0; i < series.x().length; i++) {
            out.append("<tr><td>")
                    .append(RichText.inline(series.name()))
                    .append("</td><td class=\"number\">")
                    .append(number(series.x()[i]))
                    .append("</td><td class=\"number\">")
                    .append(number(series.y()[i]))
                    .append("</td><td class=\"number\">")
                    .append(i < series.error().length ? number(series.error()[i]) : "")
                    .append("</td></tr>\n");
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Wide tables scroll inside their own frame, reachable by keyboard. */
    private static String scroller(String caption) {
        return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\""
                + RichText.escape(RichText.plain(caption)) + "\">";
    }
}

package org.roundproof.audit;

import java.util.List;

/** A piece of evidence: a paragraph, a table or a plot. Results only; how it is shown is the report's business. */
public sealed interface Evidence {
    /**
     * A paragraph; TeX between dollar signs.
     *
     * @param text the paragraph
     */
    record Text(String text) implements Evidence {}

    /**
     * A table.
     *
     * @param caption what it shows, with every parameter
     * @param columns headings
     * @param rows cells, already formatted
     */
    record Table(String caption, List<String> columns, List<List<String>> rows) implements Evidence {}

    /**
     * A line or scatter plot.
     *
     * @param id file-name-safe id, unique within the audit; the data are written beside the report as id.csv
     * @param caption what it shows, with every parameter
     * @param x horizontal axis
     * @param y vertical axis
     * @param series the curves
     */
    record Plot(String id, String caption, Axis x, Axis y, List<Series> series) implements Evidence {}

    /**
     * An axis.
     *
     * @param title quantity and unit
     * @param logarithmic whether it has a log scale
     */
    record Axis(String title, boolean logarithmic) {}

    /**
     * A curve.
     *
     * @param name legend entry
     * @param style how it is drawn
     * @param x abscissae
     * @param y ordinates
     * @param error half-length of each point's error bar; empty for none
     */
    record Series(String name, Style style, double[] x, double[] y, double[] error) {}

    /** How a curve is drawn. */
    enum Style {
        LINE,
        DASHED,
        POINTS
    }
}

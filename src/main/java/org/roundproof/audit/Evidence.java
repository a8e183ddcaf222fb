package org.roundproof.audit;

import java.util.List;
import java.util.Optional;

/** A piece of evidence: a paragraph, a table, a plot or a heat map. Results only; how it is shown is the report's business. */
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

    /** What is drawn; its data are written beside the report as id.csv. */
    sealed interface Drawing extends Evidence {
        /** File-name-safe id, unique within the audit. */
        String id();

        /** What it shows, with every parameter. */
        String caption();
    }

    /**
     * A line or scatter plot.
     *
     * @param id file-name-safe id, unique within the audit; the data are written beside the report as id.csv
     * @param caption what it shows, with every parameter
     * @param x horizontal axis
     * @param y vertical axis
     * @param series the curves
     */
    record Plot(String id, String caption, Axis x, Axis y, List<Series> series) implements Drawing {}

    /**
     * A heat map: a value in each cell of a grid of categories, the first row at the bottom.
     *
     * @param id file-name-safe id, unique within the audit; the data are written beside the report as id.csv
     * @param caption what it shows, with every parameter
     * @param xTitle quantity and unit of the columns
     * @param x labels of the columns
     * @param yTitle quantity and unit of the rows
     * @param y labels of the rows
     * @param zTitle quantity and unit of the values
     * @param z values, z[row][column]; NaN where there is none
     */
    record HeatMap(
            String id,
            String caption,
            String xTitle,
            List<String> x,
            String yTitle,
            List<String> y,
            String zTitle,
            double[][] z)
            implements Drawing {
        /**
         * Checks the shape.
         *
         * @throws IllegalArgumentException when z has not one row for each y and one column for each x
         */
        public HeatMap {
            for (double[] row : z) {
                if (row.length != x.size()) {
                    throw new IllegalArgumentException(
                            "heat map " + id + ": a row of " + row.length + " values for " + x.size() + " columns");
                }
            }
            if (z.length != y.size()) {
                throw new IllegalArgumentException(
                        "heat map " + id + ": " + z.length + " rows of values for " + y.size() + " labels");
            }
        }
    }

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
    record Series(String name, Style style, double[] x, double[] y, double[] error) {
        private static final String MEASURED = ", Monte Carlo";

        /** The name of the points that estimate a curve; they are drawn in its colour, under its entry of the legend. */
        public static String measured(String curve) {
            return curve + MEASURED;
        }

        /** The curve that these points estimate; empty where they stand for themselves. */
        public Optional<String> curve() {
            return style == Style.POINTS && name.endsWith(MEASURED)
                    ? Optional.of(name.substring(0, name.length() - MEASURED.length()))
                    : Optional.empty();
        }
    }

    /** How a curve is drawn. */
    enum Style {
        LINE,
        DASHED,
        POINTS
    }
}

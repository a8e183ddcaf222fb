package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Axis;
import org.roundproof.audit.Evidence.Plot;
import org.roundproof.audit.Evidence.Series;
import org.roundproof.audit.Evidence.Style;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.theory.Interval;
import org.roundproof.theory.QuantizedSpectrum;

/**
 * RP-06 along a path of rotations: λ_i = i^−2 turned from its axes (t = 0) to a random rotation (t = 1), and what each data
 * error then does to the spectrum.
 */
record RotationSweep(int dimension, double epsilon, List<Double> parts) {
    static final long SEED = 1;

    /** γ of the effective dimension. */
    private static final double STEP_SIZE = 0.1;

    /** Errors of data, by the kind that the note tells apart. */
    private List<String> operators() {
        String of = "(" + epsilon;
        return List.of(
                "multiplicative" + of + ")",
                "multiplicative" + of + ",shared)",
                "additive" + of + ")",
                "e4m3:sr",
                "e5m2:sr");
    }

    private GaussianProblem problem(double part) {
        return Setting.paper(dimension, 1).problem().rotated(SEED, part);
    }

    /** What one data error does at one point of the path. */
    private record Cell(double part, String data, QuantizedSpectrum spectrum) {
        Interval last() {
            return spectrum.ratios().get(spectrum.dimension() - 1);
        }
    }

    /** N that puts 1/(Nγ) at 2/d², where the tail of i^−2 begins to be learned. */
    private int steps() {
        return 5 * dimension * dimension;
    }

    List<Evidence> evidence(Tally tally) {
        List<String> operators = operators();
        List<Cell> cells = Parallel.map(parts.size() * operators.size(), k -> {
            double part = parts.get(k / operators.size());
            String data = operators.get(k % operators.size());
            QuantizedSpectrum spectrum = QuantizedSpectrum.of(
                    problem(part), OperatorExpression.parse(data).resolve());
            return new Cell(part, data, spectrum);
        });
        cells.forEach(cell -> hold(tally, cell));
        List<List<String>> rows = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            List<String> row = new ArrayList<>(List.of(Digits.plain(parts.get(p))));
            for (int o = 0; o < operators.size(); o++) {
                QuantizedSpectrum spectrum = cells.get(p * operators.size() + o).spectrum();
                Interval value = spectrum.distortion().value();
                // one factor for the row changes every eigenvalue alike
                String where = operators.get(o).endsWith("shared)")
                        ? ""
                        : " at " + spectrum.distortion().index();
                row.add(Digits.scientific(value.midpoint(), 5) + where + "; k* = "
                        + spectrum.effectiveDimension(steps(), STEP_SIZE));
            }
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("t"));
        columns.addAll(operators);
        Table table = new Table(
                "Largest distortion $\\max_i|\\lambda_i^{(q)}/\\lambda_i - 1|$ (enclosed to $10^{-6}$ of itself), the $i$ where it is, "
                        + "and $k^* = \\#\\{i : \\lambda_i^{(q)} \\ge 1/(N\\gamma)\\}$ at $N\\gamma = "
                        + Digits.plain(steps() * STEP_SIZE)
                        + "$, along the path $R(t)$ from the axes ($t = 0$) to the rotation of seed 1 ($t = 1$): $\\lambda_i = i^{-2}$, $d = "
                        + dimension + "$",
                columns,
                rows);
        return List.of(table, plot(cells));
    }

    /** Shared and additive errors do not change along the path; an elementwise one is 1 + ε on the axes alone. */
    private void hold(Tally tally, Cell cell) {
        List<Interval> ratios = cell.spectrum().ratios();
        List<Interval> lift = cell.spectrum().lift();
        boolean onTheAxes = cell.part() == 0;
        Interval largest = cell.spectrum().distortion().value();
        tally.require(
                largest.width() < 1e-6 * largest.lower(),
                () -> cell.data() + ", t = " + cell.part() + ": distortion in " + largest);
        for (int i = 0; i < dimension; i++) {
            String where = cell.data() + ", t = " + cell.part() + ", eigenvalue " + (i + 1);
            if (cell.data().startsWith("additive")) {
                Interval x = lift.get(i);
                tally.require(x.contains(epsilon) && x.width() < 1e-9, () -> where + ": lift in " + x);
            } else if (cell.data().endsWith("shared)")
                    || onTheAxes && cell.data().startsWith("multiplicative")) {
                Interval x = ratios.get(i);
                tally.require(x.contains(1 + epsilon) && x.width() < 1e-9, () -> where + ": ratio in " + x);
            }
        }
        if (cell.data().equals("multiplicative(" + epsilon + ")") && !onTheAxes) {
            tally.require(largest.lower() > epsilon, () -> "t = " + cell.part() + ": distortion in " + largest);
        }
    }

    private Plot plot(List<Cell> cells) {
        List<Series> series = new ArrayList<>();
        for (String data : operators()) {
            List<Cell> own =
                    cells.stream().filter(cell -> cell.data().equals(data)).toList();
            series.add(new Series(
                    data,
                    data.endsWith(":sr") ? Style.POINTS : data.endsWith("shared)") ? Style.DASHED : Style.LINE,
                    own.stream().mapToDouble(Cell::part).toArray(),
                    own.stream().mapToDouble(cell -> cell.last().midpoint()).toArray(),
                    new double[0]));
        }
        return new Plot(
                "rp06-rotation",
                "$\\lambda_d^{(q)}/\\lambda_d$ of the smallest direction along the path $R(t)$: $\\lambda_i = i^{-2}$, $d = "
                        + dimension + "$",
                new Axis("t, part of the rotation", false),
                new Axis("λ_d^(q) / λ_d", true),
                series);
    }
}

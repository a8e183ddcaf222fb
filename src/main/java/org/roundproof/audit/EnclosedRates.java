package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.sgd.Target;

/**
 * Exponents of true formats on parameters, activations and output gradients that follow from {@link FormatEnclosure}: what the ends of the
 * enclosure leave for the mean slope over an axis. Meanings: proofs-notes/rates.md, section 6.
 */
final class EnclosedRates {
    static final int STEPS = 1000;
    /** 2^−2·bits where something else moves: integers of step 2^−6, floats of seven significant bits. */
    static final int BITS = 6;

    private static final int LEAST_EXPONENT = -20;

    private EnclosedRates() {}

    /**
     * A family of quantizers on one target.
     *
     * @param name for tables
     * @param target what is quantized
     * @param floats whether they are floats of {@code bits} stored bits, or integers of step 2^−bits
     */
    record Line(String name, Target target, boolean floats) {
        static Line integer(Target target) {
            return new Line("integers, step 2^−b: sr", target, false);
        }

        static Line floating(Target target) {
            return new Line("float(m), subnormals below 2^−20: sr", target, true);
        }

        FormatEnclosure at(Setting setting, int bits) {
            return floats
                    ? FormatEnclosure.floating(setting, target, bits + 1, LEAST_EXPONENT)
                    : FormatEnclosure.integer(setting, target, Math.scalb(1.0, -bits));
        }

        /** The same quantizer for an engine, of a range that is never left. */
        String quantizer(int bits) {
            return floats
                    ? "float(p=" + (bits + 1) + ",emin=" + LEAST_EXPONENT + ",emax=20):sr"
                    : "int24(step=" + Math.scalb(1.0, -bits) + "):sr";
        }
    }

    /** The bits of a level 2^−2·bits. */
    static int bits(double level) {
        return (int) Math.rint(-Frontier.log2(level) / 2);
    }

    /** From where to where. */
    record Reach(SweepAxis axis, double first, double last) {
        FormatEnclosure at(Line line, Setting base, double x) {
            return axis == SweepAxis.LEVEL ? line.at(base, bits(x)) : line.at(axis.move(base, x), BITS);
        }

        String symbol() {
            return axis == SweepAxis.LEVEL ? "2^(−2·bits)" : axis.symbol();
        }

        /** The least and the greatest mean slope that the ends allow. */
        String slopes(FormatEnclosure before, FormatEnclosure after) {
            double width = Math.log(last / first);
            double one = Math.log(after.lower() / before.upper()) / width;
            double other = Math.log(after.upper() / before.lower()) / width;
            return Digits.outward(Math.min(one, other), Math.max(one, other), 3);
        }
    }

    static final List<Line> LINES = List.of(
            Line.integer(Target.PARAMETER),
            Line.integer(Target.ACTIVATION),
            Line.floating(Target.ACTIVATION),
            Line.floating(Target.GRADIENT),
            Line.integer(Target.GRADIENT),
            Line.floating(Target.PARAMETER));

    static final List<Reach> AXES = List.of(
            new Reach(SweepAxis.STEPS, 64, 2048),
            new Reach(SweepAxis.BATCH, 1, 8),
            new Reach(SweepAxis.DIMENSION, 25, 400),
            new Reach(SweepAxis.LEVEL, StrictMath.pow(4, -4), StrictMath.pow(4, -9)));

    /** The ends of the last line, floats on parameters, are too far apart to say anything of a slope: the note proves its exponents, and {@link MeasuredRates} measures them. */
    private static final int ROWS = (LINES.size() - 1) * (AXES.size() + 1) + 1;

    /** The table; every enclosure must have a lower end above 0. */
    static Table table(Tally tally) {
        List<Spectrum> spectra = Spectra.ALL;
        int width = spectra.size();
        List<String> cells = Parallel.map(ROWS * width, i -> {
            Spectrum spectrum = spectra.get(i % width);
            Line line = LINES.get(i / width / (AXES.size() + 1));
            int axis = i / width % (AXES.size() + 1);
            return axis == 0 ? extra(line, spectrum, tally) : slopes(line, AXES.get(axis - 1), spectrum, tally);
        });
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            Line line = LINES.get(r / (AXES.size() + 1));
            int axis = r % (AXES.size() + 1);
            String what = axis == 0 ? "extra risk" : AXES.get(axis - 1).symbol();
            List<String> row = new ArrayList<>(List.of(line.target.label(), line.name, what));
            row.addAll(cells.subList(r * width, (r + 1) * width));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("target", "quantizer", "axis"));
        spectra.forEach(spectrum -> columns.add(Spectra.name(spectrum)));
        return new Table(
                "True formats on parameters, activations and gradients alone, clean test data: what the enclosure of the note, "
                        + "section 6, leaves for the extra risk and for its mean slope over an axis, $N$ from 64 to 2048, $B$ from 1 to 8, "
                        + "$d$ from 25 to 400, bits from 4 to 9; otherwise $N = 1000$, $B = 1$, $d = 50$ (10 for diabetes), 6 bits; "
                        + "$\\gamma = 0.15/\\mathrm{tr}H$, $w^* = \\sigma^2 = 1$",
                columns,
                rows);
    }

    private static FormatEnclosure positive(FormatEnclosure enclosure, Line line, Spectrum spectrum, Tally tally) {
        tally.require(
                0 < enclosure.lower() && enclosure.lower() <= enclosure.upper(),
                () -> line.name + " on " + line.target.label() + ", " + Spectra.name(spectrum) + ": " + enclosure);
        return enclosure;
    }

    private static String extra(Line line, Spectrum spectrum, Tally tally) {
        FormatEnclosure enclosure = positive(line.at(Spectra.setting(spectrum, STEPS), BITS), line, spectrum, tally);
        return Digits.atLeast(enclosure.lower(), 3) + " … " + Digits.atMost(enclosure.upper(), 3);
    }

    /** A dash where data fix the dimension. */
    private static String slopes(Line line, Reach reach, Spectrum spectrum, Tally tally) {
        if (reach.axis == SweepAxis.DIMENSION && spectrum instanceof Spectrum.Values) {
            return "–";
        }
        Setting base = Spectra.setting(spectrum, STEPS);
        List<FormatEnclosure> ends = Arrays.stream(new double[] {reach.first, reach.last})
                .mapToObj(x -> positive(reach.at(line, base, x), line, spectrum, tally))
                .toList();
        return reach.slopes(ends.get(0), ends.get(1));
    }
}

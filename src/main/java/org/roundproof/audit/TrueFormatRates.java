package org.roundproof.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.Spectrum;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.sgd.Target;
import org.roundproof.theory.ProjectedVariance;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/**
 * Exponents of true formats over spectra: on the data by the format's own moments, on the labels by the law that it projects to. Both are
 * exact. proofs-notes/rates.md, section 6.
 */
final class TrueFormatRates {
    private static final TargetSet DATA = TargetSet.of(Target.DATA);
    private static final TargetSet LABEL = TargetSet.of(Target.LABEL);
    private static final int STEPS = 1000;
    /** 2^−2·bits of six bits, where another axis moves. */
    private static final double LEVEL = StrictMath.pow(4, -6);

    private static final double ROUNDING = 1e-10;

    private TrueFormatRates() {}

    /** A family of true quantizers. */
    private enum Family {
        TPDF("int(b):tpdf"),
        INTEGER("int(b):sr"),
        FLOAT("float(m):sr");

        private final String label;

        Family(String label) {
            this.label = label;
        }

        /** Codes over ±range, or so many stored bits. */
        Quantizer clipped(int bits, double range) {
            String text = this == FLOAT ? floating(bits) : "int" + bits + "(scale=absmax,symmetric=true)" + rounding();
            return (Quantizer) OperatorExpression.parse(text).resolve(range);
        }

        /** About the same step, on codes that no value leaves. */
        Quantizer unbounded(int bits, double range) {
            String text = this == FLOAT
                    ? floating(bits)
                    : "int" + (bits + EXTRA_BITS) + "(scale=absmax,symmetric=true)" + rounding();
            return (Quantizer)
                    OperatorExpression.parse(text).resolve(this == FLOAT ? range : range * (1 << EXTRA_BITS));
        }

        private static final int EXTRA_BITS = 3;

        private String rounding() {
            return this == TPDF ? ":tpdf" : ":sr";
        }

        private static String floating(int bits) {
            return "float(p=" + (bits + 1) + ",emin=-14,emax=5):sr";
        }
    }

    /** One axis on one problem; the level is 2^−2·bits. */
    @FunctionalInterface
    private interface Extra {
        double at(Setting setting, Family family, double level);
    }

    /** What a table says of one exponent. */
    @FunctionalInterface
    private interface Statement {
        boolean holds(Line line, Sweep sweep);
    }

    /** Every table. */
    static List<Table> all(Tally tally) {
        List<Table> tables = new ArrayList<>();
        for (RiskConvention convention : RiskConvention.values()) {
            tables.add(table(
                    "data, by the formats' own moments, integers over ± the median of the largest $|x|$ of the run, "
                            + FrontierTables.convention(convention) + " test data",
                    (setting, family, level) -> data(setting, family, level, convention),
                    tally,
                    (line, sweep) -> true));
        }
        tables.add(table(
                "labels, by the law that the quantizer projects to, integers of $b + 3$ bits over ±64, which no label leaves, "
                        + "clean test data",
                TrueFormatRates::label,
                tally,
                TrueFormatRates::labelsFollowTheirLaws));
        return tables;
    }

    /** Labels fall as c(B)/B, as RP-08 says of their laws; the steps of b + 3 bits, 64/(2^(b+2) − 1), halve up to 0.4 %. */
    private static boolean labelsFollowTheirLaws(Line line, Sweep sweep) {
        return switch (line.axis) {
            case BATCH -> Math.abs(sweep.last() + 1) < 0.01;
            case LEVEL -> Math.abs(sweep.last() - 1) < 0.01;
            case STEPS, DIMENSION -> true;
        };
    }

    private static double data(Setting setting, Family family, double level, RiskConvention convention) {
        double range = RealFormats.range(setting.problem().eigenvalues(), STEPS);
        return risk(setting.with(DATA.of(family.clipped(bits(level), range))), convention)
                - FullPrecision.risk(setting);
    }

    /** The risk, or the middle of an enclosure that cancellation alone has opened, so little that no exponent sees it. */
    private static double risk(Setting setting, RiskConvention convention) {
        RiskResult result = setting.result(convention);
        if (result instanceof RiskResult.Exact exact) {
            return exact.value();
        }
        if (result instanceof RiskResult.Enclosure enclosure
                && enclosure.upper() - enclosure.lower() <= ROUNDING * enclosure.lower()) {
            return (enclosure.lower() + enclosure.upper()) / 2;
        }
        throw new IllegalStateException("no risk to ten digits for " + setting + ": " + result);
    }

    /** The extra risk is linear in α and in β of the labels' law. */
    static double label(Setting setting, Quantizer quantizer) {
        ProjectedVariance law = ProjectedVariance.of(quantizer, labelVariance(setting));
        double additive = setting.with(LABEL.of(Noise.ADDITIVE.of(UNIT))).extra(RiskConvention.CLEAN) / UNIT;
        double multiplicative =
                setting.with(LABEL.of(Noise.MULTIPLICATIVE.of(UNIT))).extra(RiskConvention.CLEAN) / UNIT;
        return law.alpha() * additive + law.beta() * multiplicative;
    }

    /** Any level serves: the extra risk of labels is linear in it. */
    private static final double UNIT = 0.25;

    private static double label(Setting setting, Family family, double level) {
        return label(setting, family.unbounded(bits(level), 8));
    }

    /** E y² = Σ λw*² + σ². */
    static double labelVariance(Setting setting) {
        double[] lambda = setting.problem().eigenvalues();
        double[] optimum = setting.problem().optimum();
        double sum = setting.problem().noiseVariance();
        for (int i = 0; i < lambda.length; i++) {
            sum += lambda[i] * optimum[i] * optimum[i];
        }
        return sum;
    }

    private static int bits(double level) {
        return (int) Math.rint(-Frontier.log2(level) / 2);
    }

    private record Line(Family family, SweepAxis axis, double[] grid) {}

    private static List<Line> lines() {
        return Arrays.stream(Family.values())
                .<Line>mapMulti((family, sink) -> {
                    sink.accept(new Line(family, SweepAxis.STEPS, SweepAxis.grid(64, 2, 6)));
                    sink.accept(new Line(family, SweepAxis.BATCH, SweepAxis.grid(1, 4, 6)));
                    sink.accept(new Line(family, SweepAxis.DIMENSION, SweepAxis.grid(25, 2, 5)));
                    sink.accept(new Line(family, SweepAxis.LEVEL, SweepAxis.grid(StrictMath.pow(4, -3), 0.25, 5)));
                })
                .toList();
    }

    private static Table table(String what, Extra extra, Tally tally, Statement statement) {
        List<Line> lines = lines();
        List<Spectrum> spectra = Spectra.ALL;
        List<Optional<Sweep>> sweeps = Parallel.map(
                lines.size() * spectra.size(),
                i -> sweep(lines.get(i / spectra.size()), spectra.get(i % spectra.size()), extra));
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < lines.size(); r++) {
            Line line = lines.get(r);
            List<String> row = new ArrayList<>(
                    List.of(line.family.label, line.axis == SweepAxis.LEVEL ? "2^(−2·bits)" : line.axis.symbol()));
            for (int k = 0; k < spectra.size(); k++) {
                Optional<Sweep> sweep = sweeps.get(r * spectra.size() + k);
                String where = line.family.label + ", " + Spectra.name(spectra.get(k));
                sweep.ifPresent(found -> tally.require(
                        statement.holds(line, found),
                        () -> "true formats, " + where + ": exponent of " + line.axis.symbol() + " " + found.text()));
                row.add(sweep.map(Sweep::text).orElse("–"));
            }
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(List.of("quantizer", "axis"));
        spectra.forEach(spectrum -> columns.add(Spectra.name(spectrum)));
        return new Table(
                "Exponents of true formats on the " + what
                        + ": slope at the end of the axis (range over the last three intervals); $N$ = 64 … 2048, $B$ = 1 … 1024, "
                        + "$d$ = 25 … 400, 3 … 7 bits; otherwise $N = 1000$, $B = 1$, $d = 50$ (10 for diabetes), 6 bits; "
                        + "$\\gamma = 0.15/\\mathrm{tr}H$, $w^* = \\sigma^2 = 1$",
                columns,
                rows);
    }

    /** Nothing where data fix the dimension. */
    private static Optional<Sweep> sweep(Line line, Spectrum spectrum, Extra extra) {
        if (line.axis == SweepAxis.DIMENSION && spectrum instanceof Spectrum.Values) {
            return Optional.empty();
        }
        Setting base = Spectra.setting(spectrum, STEPS);
        double[] values = Arrays.stream(line.grid)
                .map(x -> extra.at(line.axis.move(base, x), line.family, line.axis == SweepAxis.LEVEL ? x : LEVEL))
                .toArray();
        return Optional.of(new Sweep(line.grid, values));
    }
}

package org.roundproof.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.roundproof.format.FloatFormat;
import org.roundproof.format.Formats;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.PowerFormat;
import org.roundproof.format.UniformFormat;
import org.roundproof.format.ValueClass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows which formats there are, and what one of them holds. */
@Command(
        name = "formats",
        description = {
            "Lists the formats, or shows one format's parameters and its whole code-point table.",
            "Beside the named ones: p3109(K,P,s|u,e|f), float(p=…,emin=…,emax=…[,subnormals=false]),",
            "intB(step=…[,symmetric=true]), uintB(step=…[,zero=…]), fixed(integer=…,fraction=…),",
            "power(bits=…,exponent=…): ±(k/K)^(1/exponent), K = 2^(bits-1) - 1.",
            "Where a quantizer meets data, intB and uintB take scale=absmax[,pow2] in place of step=…:",
            "the least step (or power of two) that keeps the data in range."
        })
final class FormatsCommand implements Runnable {
    /** Wider formats have too many code points to be read. */
    private static final int WIDEST_TABLE = 16;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FORMAT", description = "For example e4m3 or \"int8(step=1/64)\".")
    private @Nullable String format;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (format == null) {
            list(out);
        } else {
            NumberFormat one = Formats.parse(format);
            if (json) {
                ObjectNode node = parameters(one);
                if (one.bits() <= WIDEST_TABLE) {
                    node.set("codePoints", codePoints(one));
                }
                Json.print(out, node);
            } else {
                show(one, out);
            }
        }
    }

    private void list(PrintWriter out) {
        if (json) {
            ArrayNode all = Json.array();
            Formats.named().forEach(one -> all.add(parameters(one)));
            Json.print(out, all);
            return;
        }
        TextTable table = new TextTable("format", "bits", "p", "emin", "emax", "largest", "smallest", "specials");
        for (NumberFormat one : Formats.named()) {
            FloatFormat f = (FloatFormat) one;
            table.row(
                    one.expression(),
                    Integer.toString(one.bits()),
                    Integer.toString(f.precision()),
                    Integer.toString(f.minExponent()),
                    Integer.toString(f.maxExponent()),
                    Double.toString(one.maxFinite()),
                    Double.toString(one.smallestPositive()),
                    specials(one));
        }
        table.print(out);
        out.println();
        for (String line : spec.usageMessage().description()) {
            if (!line.startsWith("Lists")) {
                out.println(line);
            }
        }
    }

    private static void show(NumberFormat one, PrintWriter out) {
        TextTable table = new TextTable("parameter", "value");
        parameters(one).properties().forEach(entry -> table.row(entry.getKey(), text(entry.getValue())));
        table.print(out);
        out.println();
        if (one.bits() > WIDEST_TABLE) {
            out.println("No code-point table: the format has 2^" + one.bits() + " codes; tables go up to "
                    + WIDEST_TABLE + " bits.");
            return;
        }
        TextTable codes = new TextTable("code", "hex float", "decimal", "class");
        int digits = (one.bits() + 3) / 4;
        for (long code = 0; code < 1L << one.bits(); code++) {
            String kind = kind(one, code);
            boolean used = one.classify(code) != ValueClass.UNUSED;
            double value = used ? one.decode(code) : Double.NaN;
            codes.row(hex(code, digits), used ? HexFloat.of(value) : "-", used ? Double.toString(value) : "-", kind);
        }
        codes.print(out);
    }

    private static String text(tools.jackson.databind.JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static ObjectNode parameters(NumberFormat one) {
        ObjectNode node = Json.object().put("format", one.expression()).put("bits", one.bits());
        if (one instanceof FloatFormat f) {
            node.put("precision", f.precision())
                    .put("minExponent", f.minExponent())
                    .put("maxExponent", f.maxExponent())
                    .put("subnormals", f.subnormals());
        } else if (one instanceof UniformFormat u) {
            node.put("step", HexFloat.of(u.step()))
                    .put("minIndex", u.minIndex())
                    .put("maxIndex", u.maxIndex());
        } else if (one instanceof PowerFormat p) {
            node.put("exponent", p.exponentNumerator() + "/" + p.exponentDenominator())
                    .put("maxIndex", p.maxIndex());
        }
        return node.put("maxFinite", HexFloat.of(one.maxFinite()))
                .put("minFinite", HexFloat.of(one.minFinite()))
                .put("smallestPositive", HexFloat.of(one.smallestPositive()))
                .put("specials", specials(one));
    }

    private static ArrayNode codePoints(NumberFormat one) {
        ArrayNode all = Json.array();
        int digits = (one.bits() + 3) / 4;
        for (long code = 0; code < 1L << one.bits(); code++) {
            ObjectNode node = all.addObject().put("code", hex(code, digits));
            if (one.classify(code) == ValueClass.UNUSED) {
                node.putNull("value");
            } else {
                node.put("value", HexFloat.of(one.decode(code)));
            }
            node.put("class", kind(one, code));
        }
        return all;
    }

    private static String kind(NumberFormat one, long code) {
        return one.classify(code).name().toLowerCase(Locale.ROOT);
    }

    private static String specials(NumberFormat one) {
        StringBuilder text = new StringBuilder();
        append(text, one.hasZero(), "0");
        append(text, one.hasNegativeZero(), "-0");
        append(text, one.hasPositiveInfinity(), "inf");
        append(text, one.hasNegativeInfinity(), "-inf");
        append(text, one.hasNaN(), "nan");
        return text.toString();
    }

    private static void append(StringBuilder text, boolean has, String name) {
        if (has) {
            text.append(text.isEmpty() ? "" : " ").append(name);
        }
    }

    static String hex(long code, int digits) {
        return "0x" + "0".repeat(Math.max(0, digits - Long.toHexString(code).length())) + Long.toHexString(code);
    }
}

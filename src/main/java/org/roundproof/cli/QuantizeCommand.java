package org.roundproof.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.roundproof.InputException;
import org.roundproof.format.HexFloat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;
import org.roundproof.random.WordSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Quantizes numbers, one a line. */
@Command(
        name = "quantize",
        description = {
            "Reads one value a line, x or x,randomBits, and prints its quantized value as a hex float.",
            "x is a decimal (the nearest double of it is meant), a hex float, inf or nan. randomBits, decimal or 0x…,",
            "is the 32-bit random word; without it, and for further words, line k takes the words of element k - 1",
            "of the data quantizer in step 1 of replicate 0 under --seed."
        })
final class QuantizeCommand implements Runnable {
    private static final long WORD = 0xFFFF_FFFFL;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Roundproof parent;

    @Parameters(
            paramLabel = "SPEC",
            description = "FORMAT:ROUNDING[:OVERFLOW] such as e4m3:sr or e5m2:ties-to-even:ovf-inf.")
    private String quantizer;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = {
                "What to print (default: y): y, the result; code, its code; ternary, the sign of y - x;",
                "lo and hi, the format's finite values at or next to x on each side (-inf and inf beyond them);",
                "probability, the exact probability of y."
            })
    private List<String> columns = List.of("y");

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of random words that are not given (default: ${DEFAULT-VALUE}).")
    private String seed;

    @Override
    public void run() {
        if (!(OperatorExpression.parse(quantizer).resolve() instanceof Quantizer q)) {
            throw new InputException("quantize needs a quantizer, FORMAT:ROUNDING[:OVERFLOW], not '" + quantizer + "'");
        }
        List<QuantizedColumn> chosen = columns.stream().map(QuantizedColumn::of).toList();
        RandomWords words = new RandomWords(RandomOptions.parse(seed));
        PrintWriter out = spec.commandLine().getOut();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(parent.in, StandardCharsets.UTF_8), 1 << 16)) {
            for (long number = 1; ; number++) {
                if (!in.ready()) {
                    out.flush(); // whoever feeds us line by line waits for the answer
                }
                String line = in.readLine();
                if (line == null || number % 4096 == 0 && out.checkError()) {
                    return; // the end, or nobody listens any more
                }
                out.println(answer(line, number, q, words, chosen));
            }
        } catch (IOException e) {
            throw new InputException("standard input cannot be read: " + e.getMessage());
        }
    }

    private static String answer(
            String line, long number, Quantizer q, RandomWords words, List<QuantizedColumn> columns) {
        try {
            int comma = line.indexOf(',');
            double x = HexFloat.parse(comma < 0 ? line : line.substring(0, comma));
            WordSource drawn = words.element(Role.DATA_QUANTIZER, 1, 0, number - 1);
            WordSource source = comma < 0 ? drawn : given(line.substring(comma + 1), drawn);
            double y = q.quantize(x, source);
            if (columns.size() == 1) {
                return columns.get(0).text(q, x, y);
            }
            StringBuilder out = new StringBuilder();
            for (QuantizedColumn column : columns) {
                out.append(out.isEmpty() ? "" : ",").append(column.text(q, x, y));
            }
            return out.toString();
        } catch (InputException e) {
            throw new InputException("line " + number + ": " + e.getMessage());
        }
    }

    private static WordSource given(String text, WordSource drawn) {
        String token = text.strip();
        try {
            boolean hex = token.regionMatches(true, 0, "0x", 0, 2);
            long bits = hex ? Long.parseLong(token.substring(2), 16) : Long.parseLong(token);
            if ((bits & ~WORD) == 0) {
                return (use, level) -> use == 0 && level == 0 ? (int) bits : drawn.word(use, level);
            }
        } catch (NumberFormatException e) {
            // answered below, as for words that are too long
        }
        throw new InputException(
                "random bits '" + token + "' are no 32-bit word: write 0 to 4294967295 or 0x0 to 0xffffffff");
    }
}

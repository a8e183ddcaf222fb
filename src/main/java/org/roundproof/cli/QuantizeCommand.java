package org.roundproof.cli;

import java.io.IOException;
import java.util.List;
import org.roundproof.InputException;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.random.RandomWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Quantizes numbers, one a line or one a binary record. */
@Command(
        name = "quantize",
        description = {
            "Reads one value a line, x or x,randomBits, and prints its quantized value as a hex float.",
            "x is a decimal (its nearest double is meant), a hex float, inf or nan. randomBits, decimal or",
            "0x…, is the 32-bit random word; further levels follow after a space, and the second word of",
            "tpdf after a semicolon: 0x1 0xffffffff;0x2. For words that are not given, line k takes those of",
            "element k - 1 of the data quantizer in step 1 of replicate 0 under --seed (element 0 of step 2",
            "after 2^34 lines)."
        })
final class QuantizeCommand implements Runnable {
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
                "What to print (default: y): y, the result; code, its code; ternary, the",
                "sign of y - x; lo and hi, the format's finite values at or next to x on",
                "each side (-inf and inf beyond them); probability, the exact one of y."
            })
    private List<String> columns = List.of("y");

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of random words that are not given (default: ${DEFAULT-VALUE}).")
    private String seed;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = {
                "What computes y: fast (default), by bit operations on doubles; exact, by",
                "the definition on exact numbers. They give the same bits (claim RP-04);",
                "exact is the slower one. lo, hi and probability are always exact."
            })
    private QuantizeEngine engine = QuantizeEngine.FAST;

    @Option(
            names = "--binary",
            description = {
                "Standard input is little-endian float64 values, standard output the same;",
                "with --columns code the codes as little-endian unsigned integers of 1, 2,",
                "4 or 8 bytes, the fewest that hold the format's bits."
            })
    private boolean binary;

    @Option(
            names = "--binary-words",
            description = "As --binary, with records of 12 bytes: a float64 value and its word as uint32.")
    private boolean binaryWords;

    @Override
    public void run() {
        if (!(OperatorExpression.parse(quantizer).resolve() instanceof Quantizer q)) {
            throw new InputException("quantize needs a quantizer, FORMAT:ROUNDING[:OVERFLOW], not '" + quantizer + "'");
        }
        List<QuantizedColumn> chosen = columns.stream().map(QuantizedColumn::of).toList();
        ElementWords words = new ElementWords(new RandomWords(RandomOptions.parse(seed)));
        ByteOutput out = new ByteOutput(parent.out);
        try {
            if (binary || binaryWords) {
                records(q, words, chosen).run(parent.in, out);
            } else {
                new QuantizeLines(q, engine.of(q), words, chosen).run(new LineInput(parent.in, out::flush), out);
            }
        } catch (IOException e) {
            // nobody listens any more
        }
    }

    private QuantizeBinary records(Quantizer q, ElementWords words, List<QuantizedColumn> chosen) {
        boolean codes = chosen.equals(List.of(QuantizedColumn.CODE));
        if (!codes && !chosen.equals(List.of(QuantizedColumn.Y))) {
            throw new InputException("--binary gives one column, y or code, not " + String.join(",", columns));
        }
        int codeBytes = QuantizeBinary.bytes(q.format().bits());
        return new QuantizeBinary(
                engine.of(q), words, binaryWords, codes ? new CodeCache(q.format()) : null, codeBytes);
    }
}

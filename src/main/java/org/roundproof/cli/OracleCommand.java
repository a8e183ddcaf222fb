package org.roundproof.cli;

import java.io.IOException;
import org.roundproof.conformance.oracle.Oracle;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Answers exactly, one JSON line for each JSON line, until the input ends. */
@Command(
        name = "oracle",
        description = {
            "Answers questions, one JSON object a line, with one JSON object a line each, in order and at once:",
            "  {\"id\":7,\"quantizer\":\"e4m3:sr(8)\",\"x\":\"0x1.1p0\",\"words\":\"0xcc000000\"}",
            "  {\"id\":7,\"y\":\"0x1.2p0\",\"code\":\"0x39\",\"ternary\":1}",
            "Fields: id (any JSON, echoed); quantizer; x, a text (decimal, hex float, inf, nan) or a number;",
            "words, its random bits (0x…; further levels after a space, tpdf's second words after a",
            "semicolon); want, a list of distribution, moments (mean, bias, variance) and neighbours (lo, hi),",
            "all exact. x and words may be lists; so are y, code and the others then. About a format: format",
            "with decode, a code, or encode, a value. A line that cannot be answered is answered by",
            "{\"error\":\"…\"}. Everything is computed by the definition on exact numbers."
        })
final class OracleCommand implements Runnable {
    @ParentCommand
    private Roundproof parent;

    @Override
    public void run() {
        Oracle oracle = new Oracle();
        ByteOutput out = new ByteOutput(parent.out);
        LineInput in = new LineInput(parent.in, out::flush);
        try {
            while (in.next()) {
                out.text(
                        in.tooLong()
                                ? oracle.refusal("the line has more than " + LineInput.LONGEST + " bytes: ask for less")
                                : oracle.answer(in.bytes(), in.from(), in.to()));
                out.put('\n');
            }
            out.flush();
        } catch (IOException e) {
            // nobody listens any more
        }
    }
}

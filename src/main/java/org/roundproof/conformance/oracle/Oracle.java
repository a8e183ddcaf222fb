package org.roundproof.conformance.oracle;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

/**
 * Answers questions about quantizers and formats, one line of JSON each, exactly. A line that cannot be answered is answered
 * by {@code {"error":"…"}}; nothing is thrown. It remembers the quantizers and formats that it was asked about; for use by
 * one thread. The protocol is in {@code proofs-notes/oracle.md}.
 */
public final class Oracle {
    private final Memory<Quantizer> quantizers = new Memory<>(Oracle::quantizer);
    private final Memory<NumberFormat> formats = new Memory<>(Formats::parse);

    /** The answer to a line, without line ends. */
    public String answer(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return answer(bytes, 0, bytes.length);
    }

    /** The answer to {@code line[from] … line[to − 1]}, in UTF-8. */
    public String answer(byte[] line, int from, int to) {
        Request request = Request.read(line, from, to);
        try {
            return answer(request);
        } catch (InputException e) {
            return refusal(request.id(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return refusal(request.id(), "internal error: " + e + " (please report)");
        }
    }

    /**
     * The answer to a line that cannot be read.
     *
     * @param problem what is wrong with it
     */
    public String refusal(String problem) {
        return refusal(null, problem);
    }

    private static String refusal(@Nullable String id, String problem) {
        return new Answer(id)
                .field("error", problem.strip().replaceAll("\\s*\\R\\s*", " "))
                .line();
    }

    private String answer(Request request) {
        if (request.problem() != null) {
            throw new InputException(request.problem());
        }
        Answer answer = new Answer(request.id());
        if (request.has("format")) {
            NumberFormat format = formats.of(request.required("format").single("format"));
            new FormatQuestion(format, request).answer(answer);
        } else {
            Quantizer quantizer = quantizers.of(request.required("quantizer").single("quantizer"));
            new QuantizerQuestion(quantizer, request).answer(answer);
        }
        return answer.line();
    }

    private static Quantizer quantizer(String expression) {
        if (OperatorExpression.parse(expression).resolve() instanceof Quantizer q) {
            return q;
        }
        throw new InputException(
                "the oracle answers for quantizers, FORMAT:ROUNDING[:OVERFLOW], not for '" + expression + "'");
    }
}

package org.roundproof.conformance.oracle;

import java.util.List;
import java.util.Locale;
import org.roundproof.InputException;
import org.roundproof.format.CodeText;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;
import org.roundproof.format.ValueClass;

/**
 * Which value has this code, or which code has this value?
 *
 * @param format where
 * @param request with {@code decode} or {@code encode}
 */
record FormatQuestion(NumberFormat format, Request request) {
    private static final String DECODE = "decode";
    private static final String ENCODE = "encode";

    void answer(Answer answer) {
        request.refuse("format", "quantizer", "x", "words", "want");
        if (request.has(DECODE) == request.has(ENCODE)) {
            throw new InputException("a question about a format has one of decode and encode");
        }
        if (request.has(DECODE)) {
            Values asked = request.required(DECODE);
            List<Long> codes = asked.map(DECODE, i -> CodeText.parse(format, asked.at(i)));
            List<ValueClass> classes = asked.map(DECODE, i -> format.classify(codes.get(i)));
            answer.field("y", asked, i -> classes.get(i) == ValueClass.UNUSED ? null : format.decode(codes.get(i)))
                    .field("class", asked, i -> classes.get(i).name().toLowerCase(Locale.ROOT));
        } else {
            Values asked = request.required(ENCODE);
            List<String> codes =
                    asked.map(ENCODE, i -> CodeText.of(format, format.encode(HexFloat.parse(asked.at(i)))));
            answer.field("code", asked, codes::get);
        }
    }
}

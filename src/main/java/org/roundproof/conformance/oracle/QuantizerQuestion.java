package org.roundproof.conformance.oracle;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.format.CodeText;
import org.roundproof.format.HexFloat;
import org.roundproof.format.Neighbours;
import org.roundproof.quantizer.Distribution;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.Rounding;

/**
 * What does Q make of x, from these words or by which law?
 *
 * @param q Q
 * @param request with {@code x}, and {@code words} and {@code want} where they are given
 */
record QuantizerQuestion(Quantizer q, Request request) {
    private static final String X = "x";
    private static final String WORDS = "words";
    private static final String WANT = "want";
    private static final String DISTRIBUTION = "distribution";
    private static final String MOMENTS = "moments";
    private static final String NEIGHBOURS = "neighbours";
    private static final List<String> WANTS = List.of(DISTRIBUTION, MOMENTS, NEIGHBOURS);

    void answer(Answer answer) {
        request.refuse("quantizer", "decode", "encode");
        Values asked = request.required(X);
        List<String> wanted = wanted();
        List<Double> xs = asked.map(X, i -> HexFloat.parse(asked.at(i)));
        if (request.has(WORDS) || q.rounding() instanceof Rounding.Deterministic) {
            results(answer, asked, xs);
        } else if (wanted.isEmpty()) {
            throw new InputException(q.rounding().expression() + " needs random bits for y: give words, or want "
                    + String.join(", ", WANTS));
        }
        if (wanted.contains(DISTRIBUTION) || wanted.contains(MOMENTS)) {
            laws(answer, asked, xs, wanted);
        }
        if (wanted.contains(NEIGHBOURS)) {
            answer.field("lo", asked, i -> Neighbours.below(q.format(), xs.get(i)))
                    .field("hi", asked, i -> Neighbours.above(q.format(), xs.get(i)));
        }
    }

    private void results(Answer answer, Values asked, List<Double> xs) {
        Values words = words(asked);
        List<Double> ys = asked.map(X, i -> new Query(q, xs.get(i), WordList.parse(words.at(i))).answer());
        answer.field("y", asked, ys::get)
                .field("code", asked, i -> code(ys.get(i)))
                .field("ternary", asked, i -> Query.ternary(xs.get(i), ys.get(i)));
    }

    private @Nullable String code(double y) {
        boolean offGrid = q.rounding() instanceof Rounding.Subtractive;
        return offGrid || !q.format().contains(y)
                ? null
                : CodeText.of(q.format(), q.format().encode(y));
    }

    private void laws(Answer answer, Values asked, List<Double> xs, List<String> wanted) {
        List<Distribution> laws = asked.map(X, i -> q.distribution(xs.get(i)));
        if (wanted.contains(DISTRIBUTION)) {
            answer.field(DISTRIBUTION, asked, i -> laws.get(i).support().isEmpty() ? null : laws.get(i));
        }
        if (wanted.contains(MOMENTS)) {
            answer.field(
                            "mean",
                            asked,
                            i -> laws.get(i).hasMoments() ? laws.get(i).mean() : null)
                    .field(
                            "bias",
                            asked,
                            i -> laws.get(i).hasMoments() ? laws.get(i).bias() : null)
                    .field(
                            "variance",
                            asked,
                            i -> laws.get(i).hasMoments() ? laws.get(i).variance() : null);
        }
    }

    /** The words of each x; none where the field is missing. */
    private Values words(Values asked) {
        if (!request.has(WORDS)) {
            return new Values(Collections.nCopies(asked.size(), ""), asked.list());
        }
        Values words = request.required(WORDS);
        if (words.list() != asked.list() || words.size() != asked.size()) {
            throw new InputException("each x needs its words, a text such as 0xcc000000 for one, a list of texts for a"
                    + " list: x has " + asked.count() + ", words " + words.count());
        }
        return words;
    }

    private List<String> wanted() {
        List<String> wanted = request.has(WANT) ? request.required(WANT).texts() : List.of();
        for (String want : wanted) {
            if (!WANTS.contains(want)) {
                throw new InputException("want '" + want + "' is unknown: choose from " + String.join(", ", WANTS));
            }
        }
        return wanted;
    }
}

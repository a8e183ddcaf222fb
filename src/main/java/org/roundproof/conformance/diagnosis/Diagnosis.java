package org.roundproof.conformance.diagnosis;

import java.util.List;
import org.roundproof.InputException;

/**
 * What an implementation's answers to one quantizer's tests say about its mistakes.
 *
 * @param answers answers given
 * @param wrong wrong ones
 * @param complete mistakes, each of which alone (or as a pair, where none does alone) gives every answer again, right and
 *     wrong; those that are listed together cannot be told apart by these tests
 * @param partial where there is no complete one: mistakes that contradict no right answer and give again the most wrong
 *     ones, best first
 */
public record Diagnosis(int answers, int wrong, List<Explanation> complete, List<Explanation> partial) {
    public Diagnosis {
        complete = List.copyOf(complete);
        partial = List.copyOf(partial);
    }

    /**
     * Diagnoses the answers of one quantizer, in the order in which they were computed.
     *
     * @throws InputException where the answers are of several quantizers
     */
    public static Diagnosis of(List<Answered> answers) {
        for (Answered answer : answers) {
            if (!answer.query().quantizer().equals(answers.get(0).query().quantizer())) {
                throw new InputException("answers of "
                        + answers.get(0).query().quantizer() + " and of "
                        + answer.query().quantizer() + " are diagnosed apart: one quantizer at a time");
            }
        }
        return new Search(answers).diagnosis();
    }

    /** The likeliest complete explanation, or else the best partial one; none where nothing fits. */
    public List<Explanation> best() {
        return complete.isEmpty() ? partial : complete;
    }

    /** The diagnosis in a few sentences for people. */
    public String sentence() {
        if (wrong == 0) {
            return "nothing to explain: every answer is right.";
        }
        if (!complete.isEmpty()) {
            Explanation first = complete.get(0);
            return "explained by: " + named(first) + " (all " + count(wrong) + ", and none of the " + (answers - wrong)
                    + " right ones contradicts it). " + first.hint() + others();
        }
        if (partial.isEmpty()) {
            return "no known mistake explains the " + count(wrong) + ".";
        }
        Explanation first = partial.get(0);
        return "partly explained by: " + named(first) + " (" + first.explained() + " of " + count(wrong)
                + ", and none of the " + (answers - wrong) + " right ones contradicts it). " + first.hint();
    }

    private static String count(int wrong) {
        return wrong == 1 ? "1 wrong answer" : wrong + " wrong answers";
    }

    private static String named(Explanation explanation) {
        return explanation.description() + " [" + explanation.name() + "]";
    }

    private String others() {
        if (complete.size() == 1) {
            return "";
        }
        return " These answers cannot tell it from: "
                + String.join(
                        ", ", complete.stream().skip(1).map(Explanation::name).toList())
                + ".";
    }
}

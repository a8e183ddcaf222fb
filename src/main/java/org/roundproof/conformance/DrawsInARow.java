package org.roundproof.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roundproof.conformance.BlackBoxResult.Failure;
import org.roundproof.conformance.BlackBoxResult.Fault;
import org.roundproof.stats.BennettTest;
import org.roundproof.stats.BinomialTest;

/**
 * Draws i and i + ℓ of a whole log, across inputs.
 *
 * <p>Where the inputs (x, x′) of a pair come again, two such pairs (y_i, y_(i+ℓ)) and (y_j, y_(j+ℓ)) are compared: if draws are
 * independent and their laws depend on x alone, whatever these are, y_i − y_j and y_(i+ℓ) − y_(j+ℓ) are independent and each is
 * symmetric, so that they have the same sign as often as opposite ones. The count is binomial with probability ½ given which
 * differences vanish. Pairs whose inputs do not come again are compared with the right means; there wrong rates and dependence
 * look alike. Every draw is in one pair, and every pair in one comparison.
 *
 * @param inputs the draws at each input
 * @param input number of the input of each draw
 * @param atom what came, −1 for a value off the support
 */
record DrawsInARow(List<PointDraws> inputs, int[] input, int[] atom) {
    /** Appends two tests for a lag and a first draw, where there are pairs for them. */
    void tests(int lag, int first, List<Failure> tests) {
        Map<Long, Integer> waiting = new HashMap<>();
        int same = 0;
        int opposite = 0;
        int compared = 0;
        for (int start = first; start + 2 * lag <= input.length; start += 2 * lag) {
            for (int i = start; i < start + lag; i++) {
                if (!at(i).random() || !at(i + lag).random()) {
                    continue;
                }
                long inputsOfPair = (long) input[i] << Integer.SIZE | input[i + lag];
                Integer earlier = waiting.remove(inputsOfPair);
                if (earlier == null) {
                    waiting.put(inputsOfPair, i);
                    continue;
                }
                compared++;
                int sign =
                        Integer.compare(atom[i], atom[earlier]) * Integer.compare(atom[i + lag], atom[earlier + lag]);
                same += sign > 0 ? 1 : 0;
                opposite += sign < 0 ? 1 : 0;
            }
        }
        if (compared > 0) {
            tests.add(repeated(lag, same, opposite));
        }
        if (!waiting.isEmpty()) {
            once(lag, waiting.values(), tests);
        }
    }

    private PointDraws at(int draw) {
        return inputs.get(input[draw]);
    }

    private static Failure repeated(int lag, int same, int opposite) {
        int changes = same + opposite;
        return new Failure(
                Fault.DEPENDENT_DRAWS,
                Double.NaN,
                "from one place of the log to another with the same inputs, draws i and i + " + lag
                        + " both change in " + changes + " comparisons, in " + same
                        + " of them the same way; independent ones do so in half, whatever their rates",
                changes == 0 ? 1 : new BinomialTest(changes, 0.5).pValue(same));
    }

    private void once(int lag, Iterable<Integer> pairs, List<Failure> tests) {
        double sum = 0;
        double variance = 0;
        for (int i : pairs) {
            if (atom[i] >= 0 && atom[i + lag] >= 0) {
                sum += at(i).centred(atom[i]) * at(i + lag).centred(atom[i + lag]);
                variance += at(i).variance() * at(i + lag).variance();
            }
        }
        if (variance > 0) {
            tests.add(new Failure(
                    Fault.RATES_OR_DEPENDENCE,
                    Double.NaN,
                    "draws i and i + " + lag + " of the whole log go " + (sum > 0 ? "up together" : "opposite ways")
                            + ": their products add up to " + sum
                            + "; independent draws of the right rates have a standard"
                            + " deviation of " + Math.sqrt(variance),
                    new BennettTest(sum, variance).pValue()));
        }
    }
}

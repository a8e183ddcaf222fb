package org.roundproof.audit;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.roundproof.quantizer.OperatorExpression;

/** What the upper bound is worth when the process is another one: rows, step sizes, average, the weights themselves. */
final class ProcessWitnesses {
    private ProcessWitnesses() {}

    static List<Witness> all() {
        SmallPopulation noise = SmallPopulation.of(0.75, 3, 1, new double[] {1, 1}, new double[] {1, -1});
        return List.of(
                noise.without(
                        "fresh rows at every step",
                        "one row is drawn and used at all steps",
                        process -> process.drawn((choices, step, b, size) -> choices.pick("row", size))),
                SmallPopulation.of(
                                0.75,
                                3,
                                1,
                                new double[] {1, 1},
                                new double[] {1, 1},
                                new double[] {1, -1},
                                new double[] {1, -1})
                        .without(
                                "rows in random order",
                                "step $t$ takes row $t$ of the sorted rows",
                                process -> process.drawn((choices, step, b, size) -> step - 1)),
                SmallPopulation.of(0.25, 2, 3, new double[] {1, 1}, new double[] {1, -1})
                        .without(
                                "independent rows in a batch",
                                "the batch is one row, three times",
                                process ->
                                        process.drawn((choices, step, b, size) -> choices.pick("row " + step, size))),
                SmallPopulation.of(0.75, 3, 1, new double[] {1, 1})
                        .without(
                                "one step size",
                                "$\\gamma_1 = \\gamma$, $\\gamma_2 = 0$",
                                process -> process.stepping(t -> t == 1 ? BigFraction.of(3, 4) : BigFraction.ZERO)),
                SmallPopulation.of(0.75, 1, 1, new double[] {1, 1}, new double[] {1, -1})
                        .without(
                                "the average of $w_0, \\dots, w_{N-1}$",
                                "the last iterate $w_N$ in place of it",
                                SmallProcess::reportingLast),
                SmallPopulation.of(0.875, 2, 1, new double[] {1, 0.5})
                        .without(
                                "the weights themselves are exact",
                                "$w_t$ is stored by `int8(step=1):sr`",
                                process ->
                                        process.storing(ElementRounding.of(OperatorExpression.parse("int8(step=1):sr")
                                                .resolve()))));
    }
}

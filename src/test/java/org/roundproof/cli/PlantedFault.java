package org.roundproof.cli;

import java.util.List;
import java.util.stream.Stream;

/**
 * A fault that the programs in {@code src/examples} can be given.
 *
 * @param option what {@code --bug} calls it
 * @param name what {@code check} must call it
 * @param what it does
 * @param quantizers where the corners show it
 */
record PlantedFault(String option, String name, String what, List<String> quantizers) {
    static final String NEAREST = "ties-to-even";
    static final String STOCHASTIC = "sr(8)";

    static Stream<PlantedFault> all() {
        return Stream.of(
                new PlantedFault(
                        "double-rounding",
                        "double-rounding-binary32",
                        "rounds the double to a float first",
                        List.of(NEAREST, STOCHASTIC)),
                new PlantedFault("ties-away", "ties-to-away", "breaks ties away from zero", List.of(NEAREST)),
                new PlantedFault(
                        "max-480",
                        "reserved-codes-as-numbers",
                        "takes the code of NaN for 480",
                        List.of(NEAREST, STOCHASTIC)),
                new PlantedFault(
                        "flush-subnormals",
                        "subnormals-flushed",
                        "gives zero for results below 2^-6",
                        List.of(NEAREST, STOCHASTIC)),
                new PlantedFault(
                        "biased-sr",
                        "fifty-fifty",
                        "goes up with probability 1/2 wherever x lies",
                        List.of(STOCHASTIC)),
                new PlantedFault(
                        "reused-bits",
                        "reused-words-2",
                        "uses one random word for two neighbours",
                        List.of(STOCHASTIC)));
    }

    @Override
    public String toString() {
        return option;
    }
}

package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every seeded bug fails, and the right property says so with its claim. */
class SeededBugsTest {
    private static final int TRIES = 200;

    @ParameterizedTest
    @CsvSource({
        "NearestBugs, DoubleRounding, RP04_oneExactRounding",
        "NearestBugs, TiesAway, RP04_ties",
        "NearestBugs, Truncation, RP04_nearest",
        "NearestBugs, Largest480, RP04_overflow",
        "NearestBugs, FlushedSubnormals, RP04_nearest",
        "NearestBugs, NanToLargest, RP04_nan",
        "NearestBugs, LostSignOfZero, RP04_zeros",
        "NearestBugs, FineSubnormals, RP04_inTheFormat",
        "NearestBugs, ForgottenTail, RP04_arrays",
        "NearestBugs, CodeWithoutSign, RP04_codes",
        "StochasticBugs, FiftyFifty, RP01_exactRate",
        "StochasticBugs, OffByOneBit, RP01_exactRate",
        "StochasticBugs, BiasOfAFewBits, RP01_unbiased",
        "StochasticBugs, OneWordForAll, RP04_arrays",
        "StochasticBugs, OwnBitsInstead, RP01_reproducible",
        "StochasticBugs, EachWordTwice, RP01_independentDraws",
        "StochasticBugs, BiasedWords, RP01_rateOfDraws",
        "StochasticBugs, RectangularDither, RP03_rateOfDraws",
        "TrainingBugs, SharedGradientBits, RP08_noiseFallsWithTheBatch",
        "TrainingBugs, SharedLabelBits, RP08_noiseFallsWithTheBatch",
        "TrainingBugs, WeightsRoundedForEachRow, RP10_parameterNoiseStays",
        "TrainingBugs, SumInPlaceOfMean, RP01_unbiasedStep",
        "TrainingBugs, UnroundedActivations, RP02_varianceOfTheStep",
        "TrainingBugs, CleanBackward, RP01_unbiasedStep",
        "TrainingBugs, UniformFeatures, RP06_noDistortion",
        "TrainingBugs, WordsByColumn, RP18_stepAsDefined",
        "TrainingBugs, FloatWeights, RP18_stepAsDefined",
        "TrainingBugs, HiddenMomentum, RP18_trajectoryOfTheExactEngine",
        "TrainingBugs, OwnBitsSharedGradient, RP08_varianceOfDraws",
        "TrainingBugs, OwnBitsSum, RP01_meanOfDraws",
        "StochasticBugs, FiftyFiftyInTheMiddle, RP01_rateOfDraws",
        "StochasticBugs, FlushedUnderflow, RP01_rateOfDraws",
        "TrainingBugs, OwnBitsWeightsForEachRow, RP10_varianceOfDraws",
        "TrainingBugs, OwnBitsWordForARow, RP02_covarianceOfDraws",
        "TrainingBugs, FiftyFiftyStep, RP01_unbiasedStep",
        "TrainingBugs, OffByOneWord, RP02_varianceOfTheStep",
    })
    void fails(String kind, String bug, String property) throws ClassNotFoundException {
        Map<String, String> failures = Runs.failures(Class.forName("com.example." + kind + "$" + bug), TRIES, property::equals);
        assertTrue(failures.containsKey(property), property + " does not fail");
        String claim = property.substring(0, 2) + "-" + property.substring(2, 4);
        assertTrue(failures.get(property).startsWith(claim + " ("), failures.get(property));
        System.out.println(bug + ": " + failures.get(property));
    }
}

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
        "DoubleRounding, RP04_oneExactRounding",
        "TiesAway, RP04_ties",
        "Truncation, RP04_nearest",
        "Largest480, RP04_overflow",
        "FlushedSubnormals, RP04_nearest",
        "NanToLargest, RP04_nan",
        "LostSignOfZero, RP04_zeros",
        "FineSubnormals, RP04_inTheFormat",
        "ForgottenTail, RP04_arrays",
        "CodeWithoutSign, RP04_codes",
        "FiftyFifty, RP01_exactRate",
        "OffByOneBit, RP01_exactRate",
        "BiasOfAFewBits, RP01_unbiased",
        "OneWordForAll, RP04_arrays",
        "OwnBitsInstead, RP01_reproducible",
        "EachWordTwice, RP01_independentDraws",
        "BiasedWords, RP01_rateOfDraws",
        "RectangularDither, RP03_rateOfDraws",
        "SharedGradientBits, RP08_noiseFallsWithTheBatch",
        "SharedLabelBits, RP08_noiseFallsWithTheBatch",
        "WeightsRoundedForEachRow, RP10_parameterNoiseStays",
        "SumInPlaceOfMean, RP01_unbiasedStep",
        "UnroundedActivations, RP02_varianceOfTheStep",
        "CleanBackward, RP01_unbiasedStep",
        "UniformFeatures, RP06_noDistortion",
        "WordsByColumn, RP18_stepAsDefined",
        "FloatWeights, RP18_stepAsDefined",
        "HiddenMomentum, RP18_trajectoryOfTheExactEngine",
        "OwnBitsSharedGradient, RP08_varianceOfDraws",
        "OwnBitsSum, RP01_meanOfDraws",
        "FiftyFiftyInTheMiddle, RP01_rateOfDraws",
        "FlushedUnderflow, RP01_rateOfDraws",
        "OwnBitsWeightsForEachRow, RP10_varianceOfDraws",
        "OwnBitsWordForARow, RP02_covarianceOfDraws",
        "FiftyFiftyStep, RP01_unbiasedStep",
        "OffByOneWord, RP02_varianceOfTheStep",
    })
    void fails(String bug, String property) throws ClassNotFoundException {
        Map<String, String> failures = Runs.failures(Class.forName("com.example.Bugs$" + bug), TRIES, property::equals);
        assertTrue(failures.containsKey(property), property + " does not fail");
        String claim = property.substring(0, 2) + "-" + property.substring(2, 4);
        assertTrue(failures.get(property).startsWith(claim + " ("), failures.get(property));
        System.out.println(bug + ": " + failures.get(property));
    }
}

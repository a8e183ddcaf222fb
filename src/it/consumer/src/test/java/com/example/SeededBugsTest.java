package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Every seeded bug fails, and the right property says so with its claim. */
class SeededBugsTest {
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
    })
    void fails(String bug, String property) throws ClassNotFoundException {
        Map<String, String> failures = failures(Class.forName("com.example.Bugs$" + bug));
        assertTrue(failures.containsKey(property), property + " does not fail, but " + failures.keySet());
        String claim = property.substring(0, 2) + "-" + property.substring(2, 4);
        assertTrue(failures.get(property).startsWith(claim + " ("), failures.get(property));
        System.out.println(bug + ": " + failures.get(property));
    }

    private static Map<String, String> failures(Class<?> test) {
        Map<String, String> failures = new TreeMap<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .configurationParameter("jqwik.database", "")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                if (id.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failures.put(
                            id.getDisplayName().replace(' ', '_'),
                            result.getThrowable().map(Throwable::getMessage).orElse(""));
                }
            }
        });
        return failures;
    }
}

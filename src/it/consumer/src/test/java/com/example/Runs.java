package com.example;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class within a test. */
final class Runs {
    private Runs() {}

    /** The properties that fail, with what they say. */
    static Map<String, String> failures(Class<?> test, int tries) {
        return failures(test, tries, name -> true);
    }

    /** The properties that fail of those with certain names. */
    static Map<String, String> failures(Class<?> test, int tries, Predicate<String> names) {
        Map<String, String> failures = new TreeMap<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .filters((PostDiscoveryFilter) property ->
                        FilterResult.includedIf(!property.isTest() || names.test(name(property.getDisplayName()))))
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.tries.default", String.valueOf(tries))
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                if (id.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failures.put(
                            name(id.getDisplayName()),
                            result.getThrowable().map(Throwable::getMessage).orElse(""));
                }
            }
        });
        return failures;
    }

    private static String name(String displayName) {
        return displayName.replace(' ', '_');
    }
}

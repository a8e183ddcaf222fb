package org.roundproof.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One run of a test class by the JUnit platform.
 *
 * @param passed properties that held
 * @param failed properties that failed, with their messages
 * @param skipped properties that were skipped, with the reason
 */
public record KitRun(Map<String, String> passed, Map<String, String> failed, Map<String, String> skipped) {
    /** Runs a class with a number of tries for properties that name none. */
    public static KitRun of(Class<?> test, int tries) {
        KitRun run = new KitRun(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .configurationParameter("jqwik.database", "")
                                .configurationParameter("jqwik.tries.default", String.valueOf(tries))
                                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                                if (id.isTest()) {
                                    boolean right = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
                                    (right ? run.passed : run.failed)
                                            .put(
                                                    name(id),
                                                    result.getThrowable()
                                                            .map(String::valueOf)
                                                            .orElse(""));
                                }
                            }

                            @Override
                            public void executionSkipped(TestIdentifier id, String reason) {
                                run.skipped.put(name(id), reason);
                            }
                        });
        return run;
    }

    private static String name(TestIdentifier id) {
        return id.getDisplayName().replace(' ', '_');
    }
}

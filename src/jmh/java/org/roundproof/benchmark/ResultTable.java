package org.roundproof.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * Results as a Markdown table: median of all measured iterations, least and greatest median of a fork, least and greatest
 * iteration, and the median as a multiple of each baseline's. A baseline is a method whose name starts with {@code baseline}, of the same class with the same parameters in
 * the same run; a class may have several. Times are of one invocation, or of one operation where the benchmark says how many
 * an invocation holds.
 */
final class ResultTable {
    private static final String BASELINE = "baseline";

    private ResultTable() {}

    /**
     * The lines of the table.
     *
     * @param before the machine before the run
     * @param after the machine after it
     */
    static List<String> of(Collection<RunResult> results, String before, String after) {
        List<String> lines = new ArrayList<>();
        lines.add("Before: " + before + ". After: " + after + ".");
        lines.add("");
        lines.add("| benchmark | parameters | median | least fork | greatest fork | least | greatest | unit |"
                + " median / baseline |");
        lines.add("|---|---|---:|---:|---:|---:|---:|---|---|");
        Map<String, List<RunResult>> groups = results.stream()
                .collect(Collectors.groupingBy(ResultTable::group, LinkedHashMap::new, Collectors.toList()));
        for (List<RunResult> group : groups.values()) {
            List<RunResult> baselines =
                    group.stream().filter(r -> method(r).startsWith(BASELINE)).toList();
            group.forEach(result -> lines.add(line(result, baselines)));
        }
        return lines;
    }

    private static String line(RunResult result, List<RunResult> baselines) {
        Statistics times = result.getPrimaryResult().getStatistics();
        DoubleSummaryStatistics forks = result.getBenchmarkResults().stream()
                .mapToDouble(fork -> median(fork.getPrimaryResult()))
                .summaryStatistics();
        double median = median(result.getPrimaryResult());
        String ratios = baselines.stream()
                .filter(other -> other != result)
                .map(other -> String.format(
                        Locale.ROOT, "%.3g × %s", median / median(other.getPrimaryResult()), method(other)))
                .collect(Collectors.joining(", "));
        String name = result.getParams().getBenchmark();
        String owner = name.substring(0, name.lastIndexOf('.'));
        return String.format(
                Locale.ROOT,
                "| %s.%s | %s | %.4g | %.4g | %.4g | %.4g | %.4g | %s | %s |",
                owner.substring(owner.lastIndexOf('.') + 1),
                method(result),
                parameters(result.getParams()),
                median,
                forks.getMin(),
                forks.getMax(),
                times.getMin(),
                times.getMax(),
                result.getPrimaryResult().getScoreUnit(),
                ratios);
    }

    private static double median(Result<?> times) {
        return times.getStatistics().getPercentile(50);
    }

    private static String group(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(0, name.lastIndexOf('.')) + " " + parameters(result.getParams());
    }

    private static String method(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String parameters(BenchmarkParams params) {
        return params.getParamsKeys().stream()
                .map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(" "));
    }
}

package org.roundproof.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks that the arguments select (JMH's own: a regular expression, {@code -p}, {@code -f}, …; none selects all)
 * and writes {@code target/benchmarks/results.json}, JMH's whole record, and {@code target/benchmarks/results.md}, the
 * {@link ResultTable}, which is printed as well.
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException, IOException {
        CommandLineOptions given = new CommandLineOptions(arguments);
        if (given.shouldHelp()) {
            given.showHelp();
            return;
        }
        if (given.shouldList()) {
            new Runner(given).list();
            return;
        }
        Path folder = Files.createDirectories(Path.of("target", "benchmarks"));
        Options options = new OptionsBuilder()
                .parent(given)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("results.json").toString())
                .build();
        String before = MachineState.now();
        Collection<RunResult> results = new Runner(options).run();
        List<String> lines = ResultTable.of(results, before, MachineState.now());
        Files.write(folder.resolve("results.md"), lines);
        lines.forEach(System.out::println);
    }
}

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
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks that the arguments select (JMH's own: a regular expression, {@code -p}, {@code -f}, …; none selects all)
 * and writes {@code target/benchmarks/results.json}, JMH's whole record, and {@code target/benchmarks/results.md}, the
 * {@link ResultTable}, which is printed as well. Every JVM that is measured, whatever else its benchmark asks for, starts with the
 * same heap; {@code -jvmArgsPrepend} gives it another.
 */
public final class Benchmarks {
    /** The heap stands before the clock starts: a fresh page costs more than what is written to it. */
    private static final String[] HEAP = {"-Xms1g", "-Xmx1g", "-Xmn128m", "-XX:+AlwaysPreTouch"};

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
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(given)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("results.json").toString());
        if (!given.getJvmArgsPrepend().hasValue()) {
            options.jvmArgsPrepend(HEAP);
        }
        String before = MachineState.now();
        Collection<RunResult> results = new Runner(options.build()).run();
        List<String> lines = ResultTable.of(results, before, MachineState.now());
        Files.write(folder.resolve("results.md"), lines);
        lines.forEach(System.out::println);
    }
}

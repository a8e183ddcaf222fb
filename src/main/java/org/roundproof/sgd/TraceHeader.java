package org.roundproof.sgd;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roundproof.problem.Problem;

/**
 * What a trace is a trace of: enough to run it again.
 *
 * @param engine engine's name
 * @param problem problem in a line
 * @param dimension d
 * @param steps N
 * @param batch B
 * @param stepSize γ
 * @param operators canonical expression for each target
 * @param average reported iterate, as on the command line
 * @param seed seed of all random words
 * @param replicate replicate number
 * @param command arguments of the command line that makes this trace; empty where they are not known
 */
public record TraceHeader(
        String engine,
        String problem,
        int dimension,
        int steps,
        int batch,
        double stepSize,
        Map<Target, String> operators,
        String average,
        long seed,
        int replicate,
        List<String> command) {
    public TraceHeader {
        operators = Map.copyOf(operators);
        command = List.copyOf(command);
    }

    /** The header of a run. */
    public static TraceHeader of(
            Engine engine, Problem problem, SgdConfiguration configuration, long seed, int replicate) {
        Map<Target, String> operators = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            operators.put(target, configuration.operators().get(target).expression());
        }
        return new TraceHeader(
                engine.name(),
                problem.description(),
                problem.dimension(),
                configuration.steps(),
                configuration.batch(),
                configuration.stepSize(),
                operators,
                configuration.averaging().expression(),
                seed,
                replicate,
                List.of());
    }

    /** The same header with the command that makes the trace. */
    public TraceHeader withCommand(List<String> arguments) {
        return new TraceHeader(
                engine, problem, dimension, steps, batch, stepSize, operators, average, seed, replicate, arguments);
    }
}

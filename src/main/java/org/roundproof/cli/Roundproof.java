package org.roundproof.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import org.roundproof.BuildInfo;
import org.roundproof.simd.Simd;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that holds all others. */
@Command(
        name = "roundproof",
        description = "Verified numerics for quantized SGD in high-dimensional linear regression.",
        mixinStandardHelpOptions = true,
        versionProvider = Roundproof.Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            AuditCommand.class,
            TrainCommand.class,
            RiskCommand.class,
            SpectrumCommand.class,
            QuantizeCommand.class,
            FormatsCommand.class,
            LeastSquaresCommand.class,
            VectorsCommand.class,
            CheckCommand.class,
            OracleCommand.class,
            GenerateCompletion.class,
            Later.Advise.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 a claim or a check failed, 2 wrong usage or unusable input,",
            "70 a fault of this program, 130 interrupted."
        })
final class Roundproof implements Callable<Integer> {
    /** Standard input. */
    final InputStream in;

    /** Standard output without any buffer, for commands that write bytes. */
    final OutputStream out;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Print the stack trace of an internal error.")
    private boolean stackTrace;

    Roundproof(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** No command: the usage, as an error. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** The build's version, and what became of the JVM's option for vector instructions, if it was given. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String simd = Simd.isRequested() ? ", vector instructions: " + Simd.status() : "";
            return new String[] {"roundproof " + BuildInfo.version() + simd};
        }
    }
}

package org.roundproof.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.roundproof.simd.Simd;
import picocli.CommandLine;

/** Entry point. */
public final class Main {
    private Main() {}

    /**
     * Runs one command; returns normally on success, so that a build tool's virtual machine that hosts it goes on.
     *
     * @param args command and options; none print the usage and end with exit code 2
     */
    public static void main(String[] args) {
        int code = run(System.in, new FileOutputStream(FileDescriptor.out), System.err, args);
        if (code != ExitCode.DONE) {
            System.exit(code);
        }
    }

    /**
     * Runs one command. Output is UTF-8. A reader of the output that goes away is no failure; output that is lost is one.
     *
     * @return the exit code
     */
    static int run(InputStream in, OutputStream out, OutputStream err, String... args) {
        HonestStream honest = new HonestStream(out);
        PrintWriter output = writer(honest, false);
        PrintWriter errors = writer(err, true);
        Optional<String> mistake = Simd.mistake();
        if (mistake.isPresent()) {
            errors.println("roundproof: " + mistake.get());
            return ExitCode.USAGE;
        }
        CommandLine commandLine = new CommandLine(new Roundproof(in, honest))
                .setOut(output)
                .setErr(errors)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(Errors::execution);
        int code;
        try {
            code = commandLine.execute(args);
        } catch (StackOverflowError | OutOfMemoryError e) {
            code = Errors.internal(e, false, errors);
        }
        output.flush();
        if (code == ExitCode.DONE && honest.loss().isPresent()) {
            errors.println("roundproof: standard output cannot be written: "
                    + honest.loss().get());
            code = ExitCode.USAGE;
        }
        errors.flush();
        return code;
    }

    private static PrintWriter writer(OutputStream stream, boolean autoFlush) {
        return new PrintWriter(
                new OutputStreamWriter(new BufferedOutputStream(stream, 1 << 16), StandardCharsets.UTF_8), autoFlush);
    }
}

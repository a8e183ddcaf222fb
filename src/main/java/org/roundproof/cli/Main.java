package org.roundproof.cli;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
        int code = run(System.in, new HonestStream(System.out), System.err, args);
        if (code != ExitCode.DONE) {
            System.exit(code);
        }
    }

    /**
     * Runs one command. Output is UTF-8.
     *
     * @return the exit code
     */
    static int run(InputStream in, OutputStream out, OutputStream err, String... args) {
        PrintWriter output = writer(out, false);
        PrintWriter errors = writer(err, true);
        CommandLine commandLine = new CommandLine(new Roundproof(in, out))
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
        errors.flush();
        return code;
    }

    private static PrintWriter writer(OutputStream stream, boolean autoFlush) {
        return new PrintWriter(
                new OutputStreamWriter(new BufferedOutputStream(stream, 1 << 16), StandardCharsets.UTF_8), autoFlush);
    }
}

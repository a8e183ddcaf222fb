package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.simd.Simd;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorsTest {
    /** A command that throws what it is given. */
    @Command(name = "thrower", mixinStandardHelpOptions = true)
    private static final class Thrower implements Runnable {
        private final RuntimeException failure;

        @CommandLine.Option(names = "--stacktrace")
        private boolean stackTrace;

        Thrower(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public void run() {
            throw failure;
        }
    }

    private static int code(RuntimeException failure, StringWriter err, String... args) {
        return new CommandLine(new Thrower(failure))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler(Errors::execution)
                .execute(args);
    }

    private static void oneLine(int code, String line, RuntimeException failure) {
        StringWriter err = new StringWriter();
        assertEquals(code, code(failure, err));
        assertEquals("thrower: " + line + System.lineSeparator(), err.toString());
    }

    @Test
    void everyFailureIsOneLine() {
        oneLine(2, "two lines in one", new InputException("two lines\n  in one"));
        oneLine(
                2,
                "from a worker",
                new IllegalStateException(new ExecutionException(new InputException("from a worker"))));
        oneLine(2, "disk full", new UncheckedIOException(new IOException("disk full")));
        oneLine(
                2,
                "cannot use a.csv: no such file or directory",
                new UncheckedIOException(new NoSuchFileException("a.csv")));
        oneLine(130, "interrupted", new CancellationException());
    }

    @Test
    void aFaultOfTheProgramAsksToBeReported() {
        StringWriter err = new StringWriter();
        assertEquals(70, code(new IllegalStateException("odd"), err));
        assertEquals(1, err.toString().lines().count());
        assertTrue(err.toString().contains("odd (please report; --stacktrace shows more)"), err.toString());
        StringWriter more = new StringWriter();
        assertEquals(70, code(new IllegalStateException("odd"), more, "--stacktrace"));
        assertTrue(more.toString().contains("\tat "));
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    /** A reader that has gone is no failure, a full disk is; whatever command it hits. */
    @Test
    void lostOutputIsNoSuccess() {
        for (String[] args : new String[][] {
            {"formats"},
            {"quantize", "e4m3:sr"},
            {"quantize", "e4m3:sr", "--binary"},
            {"oracle"},
            {"vectors", "e2m1:sr"}
        }) {
            byte[] input = "12345678".getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            assertEquals(0, Main.run(new ByteArrayInputStream(input), failing("Broken pipe"), err, args), args[0]);
            assertEquals("", err.toString(StandardCharsets.UTF_8));
            String reason = "No space left on device";
            assertEquals(2, Main.run(new ByteArrayInputStream(input), failing(reason), err, args), args[0]);
            assertEquals(
                    "roundproof: standard output cannot be written: " + reason,
                    err.toString(StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void aSwitchOfTheVectorLoopsThatIsNeitherOnNorOffIsOneLine() {
        String before = System.getProperty(Simd.PROPERTY);
        try {
            System.setProperty(Simd.PROPERTY, "maybe");
            Cli run = Cli.run("formats");
            assertEquals(2, run.code());
            assertEquals("", run.out());
            assertEquals("roundproof: -Droundproof.vector=maybe is neither true nor false\n", run.err());
        } finally {
            if (before == null) {
                System.clearProperty(Simd.PROPERTY);
            } else {
                System.setProperty(Simd.PROPERTY, before);
            }
        }
    }
}

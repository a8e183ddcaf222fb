package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** One run of another program, in the project's root. */
record Program(int code, String out, String err) {
    /**
     * The command that starts this program: what a user writes as {@code java -jar target/roundproof.jar}, where tests run
     * before there is a jar. The class path is in the environment of every program that is run here.
     */
    static final String ROUNDPROOF = Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto org.roundproof.cli.Main";

    static Program run(String input, String... command) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("roundproof");
        File in = Files.writeString(directory.resolve("in"), input).toFile();
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in)
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            assertTrue(false, "still running after a minute: " + List.of(command));
        }
        Program run = new Program(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
        for (File file : List.of(in, out, err, directory.toFile())) {
            Files.delete(file.toPath());
        }
        return run;
    }

    /** A line of shell, as printed in the documentation. */
    static Program shell(String line) throws IOException, InterruptedException {
        return run("", "bash", "-c", line.replace("java -jar target/roundproof.jar", ROUNDPROOF));
    }

    /** Skips the test, with a message, where a tool is missing. */
    static void assumeThereIs(String what, String... probe) throws InterruptedException {
        try {
            Assumptions.assumeTrue(run("", probe).code() == 0, () -> what + " is not on this machine");
        } catch (IOException e) {
            Assumptions.abort(what + " is not on this machine");
        }
    }

    static void assumePython() throws InterruptedException {
        assumeThereIs("Python 3.8", "python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))");
    }

    static void assumeGcc() throws InterruptedException {
        assumeThereIs("gcc", "gcc", "--version");
    }
}

package org.roundproof.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A program that talks to {@code oracle} over pipes. As a main class it prints how many questions a second were answered:
 * {@code java -cp target/test-classes:target/roundproof.jar org.roundproof.cli.OracleClient}.
 */
final class OracleClient implements AutoCloseable {
    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    OracleClient() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "oracle")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Asks, and waits for the answer. */
    String ask(String question) throws IOException {
        write(question);
        questions.flush();
        return answers.readLine();
    }

    /** Asks everything while reading the answers. */
    List<String> askAll(List<String> all) throws IOException, InterruptedException {
        Thread asking = new Thread(() -> {
            try {
                for (String question : all) {
                    write(question);
                }
                questions.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        asking.start();
        List<String> answered = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            answered.add(answers.readLine());
        }
        asking.join();
        return answered;
    }

    private void write(String question) throws IOException {
        questions.write(question);
        questions.write('\n');
    }

    /** Ends the input and waits; the exit code. */
    int end() throws IOException, InterruptedException {
        questions.close();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Question i: one of three quantizers, at a random x with random words. */
    static List<String> sample(int count) {
        String[] quantizers = {"e4m3:sr(8)", "e5m2:ties-to-even", "int8(step=1/64):sr"};
        SplittableRandom random = new SplittableRandom(1);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add("{\"id\":" + i + ",\"quantizer\":\"" + quantizers[i % 3] + "\",\"x\":\""
                    + Double.toHexString(random.nextDouble(-4, 4)) + "\",\"words\":\"0x"
                    + Integer.toHexString(random.nextInt()) + "\"}");
        }
        return all;
    }

    /** Prints the rates. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> all = sample(args.length == 0 ? 200_000 : Integer.parseInt(args[0]));
        try (OracleClient client = new OracleClient()) {
            for (int round = 1; round <= 3; round++) {
                long start = System.nanoTime();
                client.askAll(all);
                print("round " + round + ", pipelined", all.size(), start);
                start = System.nanoTime();
                for (String question : all) {
                    client.ask(question);
                }
                print("round " + round + ", one at a time", all.size(), start);
            }
            long processor =
                    client.process.info().totalCpuDuration().orElseThrow().toMillis();
            System.out.println("the oracle's processor time for all " + 6L * all.size() + ": " + processor + " ms");
            client.end();
        }
    }

    private static void print(String what, int count, long start) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        System.out.println(what + ": " + Math.round(count / seconds) + " questions a second");
    }
}

package org.roundproof.conformance.vectors;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.roundproof.InputException;

/** Writes a file under a temporary name beside it and moves it into place when it is whole. */
public final class AtomicFile {
    private AtomicFile() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Content<T> {
        /** Writes everything; the caller closes. */
        void write(T out) throws IOException;
    }

    /**
     * Writes text in UTF-8.
     *
     * @return SHA-256 of the bytes, in hex
     */
    public static String text(Path file, Content<Writer> content) throws IOException {
        return bytes(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            content.write(writer);
            writer.flush();
        });
    }

    /**
     * Writes bytes. What is there and no ordinary file, such as {@code /dev/null}, is written to directly.
     *
     * @return SHA-256 of the bytes, in hex
     */
    public static String bytes(Path file, Content<OutputStream> content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return direct(file, content);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new InputException(file + " cannot be written: " + folder + " is no folder that can be written to");
        }
        Path part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            String sum = direct(part, content);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return sum;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String direct(Path file, Content<OutputStream> content) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), digest)) {
            content.write(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

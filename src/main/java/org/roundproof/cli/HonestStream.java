package org.roundproof.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The standard output, which remembers why it failed: what stands before it (a {@link java.io.PrintWriter}) may forget, and a
 * full disk must not look like success.
 */
final class HonestStream extends OutputStream {
    private final OutputStream out;
    private @Nullable IOException failure;

    HonestStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw kept(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw kept(e);
        }
    }

    private IOException kept(IOException e) {
        if (failure == null) {
            failure = e;
        }
        return e;
    }

    /** Why output was lost; empty where none was, or only because the reader of a pipe has gone, which is its right. */
    Optional<String> loss() {
        return Optional.ofNullable(failure)
                .map(e -> String.valueOf(e.getMessage()))
                .filter(message -> !message.toLowerCase(Locale.ROOT).contains("broken pipe"));
    }
}

package org.roundproof.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** A {@link PrintStream} that says when writing fails, as it does once the reader of a pipe has gone. */
final class HonestStream extends OutputStream {
    private final PrintStream stream;

    HonestStream(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
        flush();
    }

    @Override
    public void flush() throws IOException {
        if (stream.checkError()) {
            throw new IOException("the output is closed");
        }
    }
}

package org.roundproof.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Hands characters on to a {@link PrintWriter}, and says when they no longer arrive. Each write flushes: buffer before. */
final class PipeWriter extends Writer {
    private final PrintWriter out;

    PipeWriter(PrintWriter out) {
        this.out = out;
    }

    /** The reader has gone. */
    static final class Closed extends IOException {
        private static final long serialVersionUID = 1L;

        Closed() {
            super("the output is closed");
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        out.write(characters, offset, length);
        flush();
    }

    @Override
    public void flush() throws IOException {
        if (out.checkError()) {
            throw new Closed();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}

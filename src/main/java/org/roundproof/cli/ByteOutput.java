package org.roundproof.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.roundproof.format.HexFloat;

/** A buffer before the standard output. It throws {@link IOException} once nobody listens any more. */
final class ByteOutput {
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;

    ByteOutput(OutputStream out) {
        this.out = out;
    }

    /** A hex float. */
    void number(double value) throws IOException {
        makeRoom(HexFloat.LONGEST);
        filled = HexFloat.write(value, buffer, filled);
    }

    /** One byte. */
    void put(int b) throws IOException {
        makeRoom(1);
        buffer[filled++] = (byte) b;
    }

    /** The lowest bytes of an integer, lowest first. */
    void littleEndian(long value, int bytes) throws IOException {
        makeRoom(Long.BYTES);
        for (int i = 0; i < bytes; i++) {
            buffer[filled++] = (byte) (value >>> (Byte.SIZE * i));
        }
    }

    /** A text in UTF-8. */
    void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > buffer.length) {
            flush();
            out.write(bytes);
        } else {
            makeRoom(bytes.length);
            System.arraycopy(bytes, 0, buffer, filled, bytes.length);
            filled += bytes.length;
        }
    }

    private void makeRoom(int bytes) throws IOException {
        if (buffer.length - filled < bytes) {
            drain();
        }
    }

    private void drain() throws IOException {
        if (filled > 0) {
            int count = filled;
            filled = 0;
            out.write(buffer, 0, count);
        }
    }

    /** Writes everything. */
    void flush() throws IOException {
        drain();
        out.flush();
    }
}

package org.roundproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.roundproof.InputException;

/**
 * Lines as ranges of a byte buffer, without a text for each. A line ends with a line feed or the input; a UTF-8 byte-order
 * mark at the beginning is skipped. A line may have {@value #LONGEST} bytes.
 */
final class LineInput {
    static final int LONGEST = 1 << 20;

    private static final int ROOM = 1 << 16;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final Waiting beforeWaiting;
    private byte[] buffer = new byte[ROOM];
    private int filled;
    private int from;
    private int to;
    private int next;
    private long number;
    private boolean tooLong;

    /** What is to be done before this program waits for its feeder: write what the feeder may wait for. */
    @FunctionalInterface
    interface Waiting {
        void run() throws IOException;
    }

    LineInput(InputStream in, Waiting beforeWaiting) {
        this.in = in;
        this.beforeWaiting = beforeWaiting;
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end of the input
     * @throws InputException if the input cannot be read
     * @throws IOException as {@link Waiting} throws it
     */
    boolean next() throws IOException {
        from = next;
        tooLong = false;
        int at = from;
        while (true) {
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (at < filled) {
                return line(at, at + 1);
            }
            at -= makeRoom();
            if (!fill()) {
                return line(filled, filled) && (to > from || tooLong);
            }
        }
    }

    private boolean line(int end, int start) {
        to = end;
        next = start;
        number++;
        int mark = from + MARK.length;
        if (number == 1 && to >= mark && Arrays.equals(buffer, from, mark, MARK, 0, MARK.length)) {
            from = mark;
        }
        return true;
    }

    /** Makes room behind the unfinished line; says by how much it moved. */
    private int makeRoom() {
        int moved = from;
        if (filled - from > LONGEST) {
            tooLong = true;
            moved = filled;
        }
        System.arraycopy(buffer, moved, buffer, 0, filled - moved);
        filled -= moved;
        from = 0;
        if (filled > buffer.length / 2) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        return moved;
    }

    private boolean fill() throws IOException {
        if (available() == 0) {
            beforeWaiting.run();
        }
        try {
            int count = in.read(buffer, filled, buffer.length - filled);
            filled += Math.max(count, 0);
            return count >= 0;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private int available() {
        try {
            return in.available();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What to say of an input that fails. */
    static InputException unreadable(IOException e) {
        return new InputException("standard input cannot be read: " + e.getMessage());
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** Whether the line is longer than allowed; its text is lost then. */
    boolean tooLong() {
        return tooLong || to - from > LONGEST;
    }

    /** The buffer that holds the line, until the next one is asked for. */
    byte[] bytes() {
        return buffer;
    }

    /** Where the line begins. */
    int from() {
        return from;
    }

    /** Where the line ends, exclusively. */
    int to() {
        return to;
    }
}

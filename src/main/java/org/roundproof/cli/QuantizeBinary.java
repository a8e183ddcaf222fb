package org.roundproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/**
 * Quantizes little-endian records: a float64 x, followed by a uint32 random word where {@code withWords}. An answer is a
 * float64, or the code of it as an unsigned integer of {@code codeBytes} bytes.
 *
 * @param rounder what computes Q(x)
 * @param words of each value
 * @param withWords whether records have a word
 * @param codes of the results, if these are what is wanted
 * @param codeBytes 1, 2, 4 or 8
 */
record QuantizeBinary(
        QuantizeEngine.Rounder rounder,
        ElementWords words,
        boolean withWords,
        @Nullable CodeCache codes,
        int codeBytes) {
    private static final int RECORDS = 1 << 13;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** 1, 2, 4 or 8: the least of them that holds so many bits. */
    static int bytes(int bits) {
        return Math.max(1, Integer.highestOneBit(2 * bits - 1) / Byte.SIZE);
    }

    void run(InputStream in, ByteOutput out) throws IOException {
        int size = withWords ? Double.BYTES + Integer.BYTES : Double.BYTES;
        byte[] buffer = new byte[RECORDS * size];
        int filled = 0;
        long number = 0;
        while (true) {
            int read = read(in, buffer, filled, out);
            if (read < 0) {
                break;
            }
            filled += read;
            int at = 0;
            for (; filled - at >= size; at += size, number++) {
                answer(buffer, at, number, size, out);
            }
            System.arraycopy(buffer, at, buffer, 0, filled - at);
            filled -= at;
        }
        out.flush();
        if (filled > 0) {
            throw new InputException("byte " + number * size + ": the input ends within a record, after " + filled
                    + " of its " + size + " bytes");
        }
    }

    private static int read(InputStream in, byte[] buffer, int filled, ByteOutput out) throws IOException {
        int available;
        try {
            available = in.available();
        } catch (IOException e) {
            throw LineInput.unreadable(e);
        }
        if (available == 0) {
            out.flush();
        }
        try {
            return in.read(buffer, filled, buffer.length - filled);
        } catch (IOException e) {
            throw LineInput.unreadable(e);
        }
    }

    private void answer(byte[] buffer, int at, long number, int size, ByteOutput out) throws IOException {
        double x = Double.longBitsToDouble((long) LONG.get(buffer, at));
        if (withWords) {
            words.at(number, (int) INT.get(buffer, at + Double.BYTES));
        } else {
            words.at(number);
        }
        try {
            double y = rounder.round(x, words);
            if (codes != null) {
                out.littleEndian(codes.code(y), codeBytes);
            } else {
                out.littleEndian(Double.doubleToLongBits(y), Double.BYTES);
            }
        } catch (InputException e) {
            out.flush();
            throw new InputException("byte " + number * size + " (value " + (number + 1) + "): " + e.getMessage());
        }
    }
}

package org.roundproof.conformance.check;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roundproof.InputException;

/**
 * A NumPy array of one or two dimensions, read as a stream in C order: float64, float32 or unsigned integers, little-endian
 * (NumPy Enhancement Proposal 1, format versions 1 to 3).
 */
public final class NpyArray implements Closeable {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");

    private final InputStream in;
    private final String name;
    private final String type;
    private final int bytes;
    private final long rows;
    private final int columns;

    /**
     * Reads the header.
     *
     * @param name file's name, for messages
     * @throws InputException where it is no such array
     */
    public NpyArray(InputStream stream, String name) throws IOException {
        in = new BufferedInputStream(stream, 1 << 16);
        this.name = name;
        String header = header();
        type = find(DESCR, header, "descr");
        bytes = switch (type) {
            case "<f8" -> Double.BYTES;
            case "<f4", "<u4" -> Integer.BYTES;
            case "<u2" -> Short.BYTES;
            case "|u1", "<u1" -> Byte.BYTES;
            case "<u8" -> Long.BYTES;
            default ->
                throw wrong("elements of type " + type
                        + " are not read; float64, float32, uint8, uint16, uint32 and uint64 are, little-endian");
        };
        String[] lengths = find(SHAPE, header, "shape").replaceAll("\\s", "").split(",");
        if (lengths.length > 2
                || lengths[0].isEmpty()
                || !Arrays.stream(lengths).allMatch(n -> n.matches("\\d{1,18}"))) {
            throw wrong("one dimension is needed, or two for words of several levels");
        }
        rows = Long.parseLong(lengths[0]);
        columns = lengths.length == 2 ? Math.toIntExact(Math.min(Long.parseLong(lengths[1]), Integer.MAX_VALUE)) : 1;
        if (columns > 1 && find(ORDER, header, "fortran_order").equals("True")) {
            throw wrong("Fortran order is not read; write numpy.ascontiguousarray of it");
        }
    }

    private String header() throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
            throw wrong("this is no NPY file; write it with numpy.save");
        }
        int width = start[MAGIC.length] == 1 ? Short.BYTES : Integer.BYTES;
        byte[] size = Arrays.copyOf(in.readNBytes(width), Integer.BYTES);
        int length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 0 || length > LONGEST_HEADER) {
            throw wrong("the header's length cannot be " + length);
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String find(Pattern pattern, String header, String key) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw wrong("the header has no readable " + key + "; write the file with numpy.save");
        }
        return matcher.group(1);
    }

    /** Length of the first axis. */
    public long rows() {
        return rows;
    }

    /** Length of the second, 1 where there is none. */
    public int columns() {
        return columns;
    }

    /** Whether the elements are unsigned integers. */
    public boolean integers() {
        return type.contains("u");
    }

    /** Whether the elements are 32-bit unsigned integers, as random words are. */
    boolean words() {
        return type.equals("<u4");
    }

    /** The next element, a double. */
    double number() throws IOException {
        ByteBuffer next = take();
        return bytes == Double.BYTES ? next.getDouble() : next.getFloat();
    }

    /** The next element, an unsigned integer. */
    long integer() throws IOException {
        ByteBuffer next = take();
        return switch (bytes) {
            case Byte.BYTES -> Byte.toUnsignedLong(next.get());
            case Short.BYTES -> Short.toUnsignedLong(next.getShort());
            case Integer.BYTES -> Integer.toUnsignedLong(next.getInt());
            default -> next.getLong();
        };
    }

    private ByteBuffer take() throws IOException {
        byte[] next = in.readNBytes(bytes);
        if (next.length < bytes) {
            throw new EOFException(name + " ends before its " + rows + " rows are complete");
        }
        return ByteBuffer.wrap(next).order(ByteOrder.LITTLE_ENDIAN);
    }

    private InputException wrong(String what) {
        return new InputException(name + ": " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

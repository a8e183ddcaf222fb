package org.roundproof.problem;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roundproof.InputException;

/**
 * A NumPy array file of doubles or floats, little-endian, in C or Fortran order (NumPy Enhancement Proposal 1, format
 * versions 1 to 3).
 *
 * @param rows length of the first axis
 * @param columns length of the second, 1 for a one-dimensional array
 * @param values row-major, all finite
 */
record Npy(int rows, int columns, double[] values) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*(?:['\"]([^'\"]*)['\"]|(\\[))");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");

    static Npy read(String location) {
        return parse(Texts.bytes(location), location);
    }

    static Npy parse(byte[] bytes, String location) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String header = header(file, location);
        String type = type(header, location);
        int[] shape = shape(header, location);
        boolean fortran =
                find(ORDER, header, "fortran_order", location).group(1).equals("True");
        int size = type.equals("<f8") ? Double.BYTES : Float.BYTES;
        int rows = shape[0];
        int columns = shape[1];
        if (file.remaining() != (long) rows * columns * size) {
            throw new InputException(location + " holds " + file.remaining() + " bytes of data; shape " + rows + " x "
                    + columns + " of " + type + " needs " + (long) rows * columns * size);
        }
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            double value = size == Double.BYTES ? file.getDouble() : file.getFloat();
            int row = fortran ? i % rows : i / columns;
            int column = fortran ? i / rows : i % columns;
            if (!Double.isFinite(value)) {
                throw new InputException(location + ", row " + (row + 1) + ", column " + (column + 1) + " is " + value
                        + "; a finite number is needed");
            }
            values[row * columns + column] = value;
        }
        return new Npy(rows, columns, values);
    }

    private static String header(ByteBuffer file, String location) {
        byte[] magic = new byte[MAGIC.length];
        boolean npy = file.remaining() >= 10;
        if (npy) {
            file.get(magic);
        }
        if (!npy || !Arrays.equals(magic, MAGIC)) {
            throw new InputException(location + " is not an NPY file; write it with numpy.save");
        }
        int version = file.get();
        file.get();
        if (version < 1 || version > 3) {
            throw new InputException(location + " has NPY version " + version + "; versions 1 to 3 are read");
        }
        long length = version == 1
                ? Short.toUnsignedInt(file.getShort())
                : file.remaining() >= 4 ? Integer.toUnsignedLong(file.getInt()) : Long.MAX_VALUE;
        if (length > file.remaining()) {
            throw new InputException(location + " ends within its NPY header; the file is cut off");
        }
        byte[] header = new byte[(int) length];
        file.get(header);
        return new String(header, StandardCharsets.UTF_8);
    }

    private static String type(String header, String location) {
        String type = find(DESCR, header, "descr", location).group(1);
        if (!"<f8".equals(type) && !"<f4".equals(type)) {
            throw new InputException(location + " has element type " + (type == null ? "of records" : type)
                    + "; little-endian float64 (<f8) or float32 (<f4) is needed, as of .astype('<f8')");
        }
        return type;
    }

    private static int[] shape(String header, String location) {
        String text = find(SHAPE, header, "shape", location).group(1).replaceAll("\\s", "");
        String[] lengths = text.isEmpty() ? new String[0] : text.split(",");
        if (lengths.length < 1 || lengths.length > 2) {
            throw new InputException(location + " has " + lengths.length
                    + " dimensions; one (labels) or two (rows by features) are needed");
        }
        int[] shape = {1, 1};
        long product = 1;
        for (int axis = 0; axis < lengths.length; axis++) {
            if (!lengths[axis].matches("\\d{1,9}")) {
                throw new InputException(location + " has an unreadable shape (" + text + ") in its NPY header");
            }
            shape[axis] = Integer.parseInt(lengths[axis]);
            product *= shape[axis];
        }
        if (product == 0 || product > Integer.MAX_VALUE - 8) {
            throw new InputException(location + " has shape (" + text + "); between 1 and 2^31 elements can be used");
        }
        return shape;
    }

    private static Matcher find(Pattern pattern, String header, String key, String location) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new InputException(
                    location + " has no readable " + key + " in its NPY header; write it with numpy.save");
        }
        return matcher;
    }
}

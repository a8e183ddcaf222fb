package org.roundproof.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.Effort;
import org.roundproof.InputException;

class NumberScannerTest {
    private static final long LARGEST = Double.doubleToRawLongBits(Double.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({
        "0x1.8p+3, 12", // glibc's printf("%a")
        "0x1.8p3, 12", // Java
        "0X1.8P3, 12",
        "0x1.8, 1.5", // C99: the exponent is optional
        "0x.8, 0.5",
        "0xc., 12",
        "0xc, 12",
        "0x1.8f, 1.55859375", // a hex digit, no suffix
        "-0x0p+0, -0.0",
        "+0x1p-1074, 4.9e-324",
        "0x1p-1075, 0",
        "0x1.0000000000001p-1075, 4.9e-324",
        "0x3p-1075, 1e-323",
        "0x0.0000000000001p-1022, 4.9e-324",
        "0x1.fffffffffffff7ffffffffp1023, 1.7976931348623157e308",
        "0x1.fffffffffffff8p1023, Infinity",
        "0x1.00000000000008p0, 1",
        "0x1.000000000000080000000000000000001p0, 1.0000000000000002",
        "0x1.00000000000018p0, 1.0000000000000004",
        "0x100000000000008000000000000000000001p-140, 1.0000000000000002",
        "0x0.00000000000000000000000000000000000001p152, 1",
        "0x1p99999999999999999999, Infinity",
        "0x1p-99999999999999999999, 0",
        "0x0p99999999999999999999, 0",
        "9007199254740993, 9007199254740992",
        "9007199254740993.0000000000000000000000000001, 9007199254740994",
        "00000000000000000000000000000000000001.5, 1.5",
        "123456789012345678901234567890e-29, 1.2345678901234567",
        "1e400, Infinity",
        "1e-400, 0",
        "1.7976931348623158e308, 1.7976931348623157e308",
        "1.7976931348623159e308, Infinity",
        "2.4703282292062327e-324, 0",
        "2.4703282292062328e-324, 4.9e-324",
        "1e99999999999999999999, Infinity",
        "0e99999999999999999999, 0",
        ".5, 0.5",
        "5., 5",
        "5.E1, 50",
        "1e+2, 100",
        "+INF, Infinity",
        "-Infinity, -Infinity",
        "-nan, NaN",
        "NaN, NaN"
    })
    void reads(String text, double value) {
        assertEquals(value, HexFloat.parse(text));
        assertEquals(value, HexFloat.parse(" \t" + text.toUpperCase(Locale.ROOT) + "\r"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "-",
                ".",
                "-.",
                "e5",
                ".e5",
                "1e",
                "1e+",
                "1e5.",
                "1.0f",
                "1d",
                "1e3D",
                "0x",
                "0x.",
                "0xp3",
                "0x1p",
                "0x1p+",
                "0x1p3d",
                "0x1p3f",
                "0x1.8g",
                "0x1.2.3",
                "1.2.3",
                "--1",
                "+-1",
                "1 2",
                "0x 1",
                "infin",
                "nanx",
                "nan(1)",
                "i",
                "1_000",
                "1,5",
                "\u0661",
                "١.5",
                "0x1p٣",
                "\u00a01",
                "in\u00e6",
                "1\u0000"
            })
    void refuses(String text) {
        String message =
                assertThrows(InputException.class, () -> HexFloat.parse(text)).getMessage();
        assertTrue(message.contains("is not a number: write a decimal, a hex float such as"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aLongMistakeIsShownInPart() {
        String message = assertThrows(InputException.class, () -> HexFloat.parse("y".repeat(1 << 20)))
                .getMessage();
        assertTrue(message.startsWith("'" + "y".repeat(40) + "…' is not"), message);
    }

    @Test
    void writesWhatJavaWritesAndReadsItBack() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] bytes = new byte[HexFloat.LONGEST];
        for (int i = 0; i < Effort.scaled(500_000); i++) {
            double x = corner(random);
            String text = HexFloat.of(x);
            int end = HexFloat.write(x, bytes, 0);
            assertEquals(text, new String(bytes, 0, end, StandardCharsets.US_ASCII));
            assertEquals(x, NumberScanner.scan(bytes, 0, end));
        }
        assertEquals(HexFloat.LONGEST, HexFloat.write(-Math.nextDown(0x1p-1021), bytes, 0), "the longest there is");
    }

    /** Hex significands of 1 to 30 digits, near the edges of a double's 53 bits and of the range. */
    @Test
    void hexFloatsAreNearest() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < Effort.scaled(60_000); i++) {
            BigInteger m = significand(random, 1 + random.nextInt(120));
            int e = random.nextInt(3) == 0 ? random.nextInt(-1200, 1030) : random.nextInt(-1130, -1000);
            String digits = m.toString(16);
            int point = random.nextInt(digits.length() + 1);
            String text = "0x" + digits.substring(0, point) + "." + digits.substring(point) + "p" + e;
            double y = HexFloat.parse(text);
            assertEquals(Double.parseDouble(text), y, text);
            if (i % 16 == 0) {
                BigDecimal exact = NearestPredicate.binary(m, e - 4 * (digits.length() - point));
                assertTrue(NearestPredicate.holds(exact, y), () -> text + " is not " + Double.toHexString(y));
            }
        }
    }

    /** All three ways: few digits, 16 to 19 digits, more. */
    @Test
    void decimalsAreNearest() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < Effort.scaled(400_000); i++) {
            String digits = digits(random, 1 + random.nextInt(24));
            int point = random.nextInt(digits.length() + 1);
            int exponent =
                    switch (random.nextInt(3)) {
                        case 0 -> random.nextInt(-30, 30);
                        case 1 -> random.nextInt(-345, 312);
                        default -> random.nextInt(-345, -300);
                    };
            String text =
                    digits.substring(0, point) + "." + digits.substring(point) + (exponent == 0 ? "" : "e" + exponent);
            double y = HexFloat.parse(text);
            assertEquals(Double.parseDouble(text), y, text);
            if (i % 8 == 0) {
                assertTrue(NearestPredicate.holds(new BigDecimal(text), y), () -> text + " is not " + y);
            }
        }
    }

    @Test
    void shortestDecimalsAreReadBack() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < Effort.scaled(400_000); i++) {
            double x = corner(random);
            assertEquals(x, HexFloat.parse(Double.toString(x)));
        }
    }

    /** The midpoint of two neighbours in all its digits (up to 768), and a little below and above it. */
    @Test
    void decimalTies() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < Effort.scaled(3000); i++) {
            double x = Math.abs(corner(random));
            if (x < Double.MAX_VALUE) {
                BigDecimal tie =
                        new BigDecimal(x).add(new BigDecimal(Math.nextUp(x))).divide(BigDecimal.valueOf(2));
                BigDecimal little = tie.ulp().movePointLeft(1);
                boolean even = (Double.doubleToRawLongBits(x) & 1) == 0;
                assertEquals(even ? x : Math.nextUp(x), HexFloat.parse(tie.toString()));
                assertEquals(even ? x : Math.nextUp(x), HexFloat.parse(tie.toPlainString()));
                assertEquals(x, HexFloat.parse(tie.subtract(little).toString()));
                assertEquals(Math.nextUp(x), HexFloat.parse(tie.add(little).toString()));
            }
        }
    }

    /** T ≤ 10^q·2^(−s) &lt; T + 1, in integers. */
    @Test
    void powersOfTenAreCutTo64Bits() {
        for (int q = PowersOfTen.LEAST; q <= PowersOfTen.GREATEST; q++) {
            BigInteger t = new BigInteger(Long.toUnsignedString(PowersOfTen.significand(q)));
            assertEquals(64, t.bitLength());
            BigDecimal ten = BigDecimal.ONE.scaleByPowerOfTen(q);
            assertTrue(NearestPredicate.binary(t, PowersOfTen.exponent(q)).compareTo(ten) <= 0);
            assertTrue(NearestPredicate.binary(t.add(BigInteger.ONE), PowersOfTen.exponent(q))
                            .compareTo(ten)
                    > 0);
        }
    }

    /** Doubles of all binades, many with long runs of 0 or 1 and many subnormal; zeros, infinities, NaN. */
    private static double corner(SplittableRandom random) {
        int kind = random.nextInt(16);
        if (kind == 0) {
            return new double[] {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}
                    [random.nextInt(5)];
        }
        long bits = random.nextLong(LARGEST + 1);
        long run = -1L << random.nextInt(53);
        bits = switch (kind) {
            case 1, 2 -> bits & run;
            case 3, 4 -> Math.min(bits | ~run, LARGEST);
            case 5, 6 -> bits & 0xfffffffffffffL >>> random.nextInt(52);
            case 7, 8, 9 -> Double.doubleToRawLongBits(random.nextInt(100_000) / 1000.0);
            default -> bits;
        };
        return Double.longBitsToDouble(random.nextBoolean() ? bits : bits | Long.MIN_VALUE);
    }

    /** Odd and even, with runs of 0 and 1 below the 53rd bit. */
    private static BigInteger significand(SplittableRandom random, int bits) {
        BigInteger m = BigInteger.ONE;
        while (m.bitLength() < bits) {
            int run = random.nextInt(1, 20);
            m = m.shiftLeft(run)
                    .add(
                            switch (random.nextInt(3)) {
                                case 0 -> BigInteger.ZERO;
                                case 1 -> BigInteger.ONE.shiftLeft(run).subtract(BigInteger.ONE);
                                default -> BigInteger.valueOf(random.nextLong(1L << run));
                            });
        }
        return m;
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder();
        int kind = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            digits.append(kind == 0 && i > 0 ? (i < count - 1 ? 0 : 1) : kind == 1 ? 9 : random.nextInt(10));
        }
        return digits.toString();
    }
}

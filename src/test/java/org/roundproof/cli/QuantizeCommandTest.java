package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantizeCommandTest {
    @Test
    void readsDecimalsHexFloatsAndSpecialValues() {
        Cli run = Cli.feed(
                "0.3\n0x1.8p0\n-7.3\nnan\nInf\n-infinity\n-0\n 5 \n1e-400\r\n",
                "quantize",
                "e5m2:ties-to-even:ovf-inf");
        assertEquals(0, run.code(), run.err());
        assertEquals(
                List.of("0x1.4p-2", "0x1.8p0", "-0x1.cp2", "nan", "inf", "-inf", "-0x0.0p0", "0x1.4p2", "0x0.0p0"),
                run.lines());
    }

    /** 1.1 lies 1/5 of the way from 1 to 1.5 in e2m1: the away neighbour is taken iff the top 8 bits reach 0xcd. */
    @Test
    void theGivenWordDecides() {
        Cli run = Cli.feed("1.1,0xcc000000\n1.1,0xcd000000\n1.1, 3439329280\n", "quantize", "e2m1:sr(8)");
        assertEquals(List.of("0x1.0p0", "0x1.8p0", "0x1.8p0"), run.lines());
    }

    @Test
    void columns() {
        Cli run = Cli.feed(
                "1.25,0\n1.25,0xffffffff\n-1.25,0\n1.5\n100\n-100\nnan\n",
                "quantize",
                "e2m1:sr",
                "--columns",
                "y,ternary,lo,hi,probability");
        assertEquals(
                List.of(
                        "0x1.0p0,-1,0x1.0p0,0x1.8p0,1/2",
                        "0x1.8p0,1,0x1.0p0,0x1.8p0,1/2",
                        "-0x1.0p0,1,-0x1.8p0,-0x1.0p0,1/2",
                        "0x1.8p0,0,0x1.8p0,0x1.8p0,1",
                        "0x1.8p2,-1,0x1.8p2,inf,1",
                        "-0x1.8p2,1,-inf,-0x1.8p2,1",
                        "nan,0,nan,nan,1"),
                run.lines());
        assertEquals(
                List.of("0x7", "0xf"),
                Cli.feed("9\n-9\n", "quantize", "e2m1:sr", "--columns", "code").lines());
    }

    @Test
    void twosComplementHasOneMoreBelow() {
        Cli run = Cli.feed("-1.9\n1.9\n-3\n", "quantize", "int2(step=1):toward-zero", "--columns", "y,lo,hi,code");
        assertEquals(
                List.of("-0x1.0p0,-0x1.0p1,-0x1.0p0,0x3", "0x1.0p0,0x1.0p0,inf,0x1", "-0x1.0p1,-inf,-0x1.0p1,0x2"),
                run.lines());
    }

    @Test
    void aBadLineIsNamedAndWhatCameBeforeIsPrinted() {
        for (String bad : List.of("2.7d", "", "one", "1,2,3", "1,-1", "1,0x1ffffffff", "1,x", "\u0661")) {
            Cli run = Cli.feed("1\n2\n" + bad + "\n3\n", "quantize", "e4m3:sr");
            assertEquals(2, run.code(), bad);
            assertEquals(List.of("0x1.0p0", "0x1.0p1"), run.lines(), bad);
            assertTrue(run.err().startsWith("roundproof quantize: line 3: "), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
        }
    }

    @Test
    void bytesThatAreNoTextAreABadLine() {
        Cli run = Cli.feed(new byte[] {'1', '\n', (byte) 0xff, (byte) 0xfe, '\n'}, "quantize", "e4m3:sr");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("line 2"), run.err());
    }

    @Test
    void nanHasNoCodeInAFormatWithoutNan() {
        Cli run = Cli.feed("nan\n", "quantize", "e2m1:sr", "--columns", "code");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("line 1: ") && run.err().contains("e2m1"), run.err());
    }

    @Test
    void theSeedDecidesAndLinesAreIndependent() {
        String input = IntStream.range(0, 400).mapToObj(i -> "1.25").collect(Collectors.joining("\n"));
        Cli one = Cli.feed(input, "quantize", "e2m1:sr", "--seed", "7");
        assertEquals(one, Cli.feed(input, "quantize", "e2m1:sr", "--seed", "7"));
        assertTrue(!one.equals(Cli.feed(input, "quantize", "e2m1:sr", "--seed", "8")));
        long up = one.lines().stream().filter("0x1.8p0"::equals).count();
        assertTrue(up > 100 && up < 300, "400 fair coins: outside with probability below 1e-22, yet here " + up);
    }
}

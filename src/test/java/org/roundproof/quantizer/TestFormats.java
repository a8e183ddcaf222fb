package org.roundproof.quantizer;

import java.util.List;
import java.util.stream.Stream;
import org.roundproof.format.Formats;
import org.roundproof.format.NumberFormat;

/** The formats that tests go through wholly. */
final class TestFormats {
    private TestFormats() {}

    /** Every named format of at most 8 bits, and a choice of unnamed ones with every peculiarity. */
    static List<NumberFormat> small() {
        Stream<NumberFormat> unnamed = Stream.of(
                        "int8(step=1/64)",
                        "int4(step=1)",
                        "int4(step=3/8,symmetric=true)",
                        "uint4(step=1/2,zero=5)",
                        "uint4(step=1,zero=0)",
                        "fixed(integer=3,fraction=2)",
                        "power(bits=4,exponent=1/2)",
                        "power(bits=5,exponent=2)",
                        "float(p=1,emin=-3,emax=3)",
                        "float(p=3,emin=-2,emax=3)",
                        "float(p=3,emin=-2,emax=3,subnormals=false)",
                        "p3109(6,3,s,e)",
                        "p3109(6,3,u,f)",
                        "p3109(5,1,s,f)")
                .map(Formats::parse);
        return Stream.concat(Formats.named().stream().filter(format -> format.bits() <= 8), unnamed)
                .toList();
    }
}

package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.roundproof.InputException;
import org.roundproof.conformance.WordList;
import org.roundproof.random.RandomWords;
import org.roundproof.random.Role;

class ElementWordsTest {
    private final RandomWords seed = new RandomWords(7);
    private final ElementWords words = new ElementWords(seed);

    @Test
    void everyValueHasItsAddress() {
        for (long index :
                new long[] {0, 1, 5, 1023, 1024, 1025, 3, 1 << 20, (1L << 34) - 1, 1L << 34, (5L << 34) + 1030}) {
            words.at(index);
            int step = (int) (1 + index / (1L << 34));
            for (int use = 0; use < 2; use++) {
                for (int level = 0; level < 3; level++) {
                    assertEquals(
                            seed.word(Role.DATA_QUANTIZER, step, 0, index % (1L << 34), use, level),
                            words.word(use, level),
                            index + " " + use + " " + level);
                }
            }
        }
    }

    @Test
    void givenWordsAreForgottenAtTheNextValue() {
        words.at(3, -1);
        assertEquals(-1, words.word(0, 0));
        words.at(4);
        assertEquals(seed.word(Role.DATA_QUANTIZER, 1, 0, 4, 0, 0), words.word(0, 0));
    }

    /** The quick reader of single words is the grammar of word lists. */
    @Property(tries = 5000)
    void textsAreReadAsWordListsReadThem(@ForAll("texts") String text) {
        byte[] bytes = ("1," + text + ",").getBytes(StandardCharsets.UTF_8);
        String expected = outcome(() -> {
            WordList list = WordList.parse(text);
            return list.first().isEmpty()
                    ? seed.word(Role.DATA_QUANTIZER, 1, 0, 8, 0, 0)
                    : list.first().get(0);
        });
        assertEquals(expected, outcome(() -> {
            words.at(8, bytes, 2, bytes.length - 1);
            return words.word(0, 0);
        }));
    }

    private static String outcome(IntSupplier word) {
        try {
            return Integer.toHexString(word.getAsInt());
        } catch (InputException e) {
            return e.getMessage();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> odd = Arbitraries.strings()
                .withChars("0123456789abcfFxX +-;.\r\u0664")
                .ofMaxLength(12);
        Arbitrary<String> decimal =
                Arbitraries.longs().between(-10, (1L << 32) + 10).map(String::valueOf);
        Arbitrary<String> hex =
                Arbitraries.longs().between(0, (1L << 32) + 10).map(n -> " 0x" + Long.toHexString(n) + " ");
        Arbitrary<String> padded = Arbitraries.integers().between(0, 20).map(n -> "0x" + "0".repeat(n) + "1f");
        return Arbitraries.oneOf(odd, decimal, hex, padded);
    }
}

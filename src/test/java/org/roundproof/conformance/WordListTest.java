package org.roundproof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roundproof.InputException;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

class WordListTest {
    @Test
    void readsLevelsAndUses() {
        assertEquals(new WordList(List.of(1, -1), List.of(16)), WordList.parse(" 0x1 4294967295 ; 0x10"));
        assertEquals(WordList.NONE, WordList.parse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x00000001", "0x00000001 0xffffffff", "0x00000001;0x80000000"})
    void textIsReadBack(String text) {
        assertEquals(text, WordList.parse(text).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0x100000000", "4294967296", "0x", "1.5", "x", "0x-1", "0x+1"})
    void whatIsNoWordIsNamed(String text) {
        String message =
                assertThrows(InputException.class, () -> WordList.parse(text)).getMessage();
        assertTrue(message.startsWith("random bits '" + text + "' are no 32-bit word"), message);
    }

    @Test
    void anUndecidedRoundingAsksForTheNextWord() {
        Quantizer sr = (Quantizer) OperatorExpression.parse("e4m3:sr").resolve();
        Query open = new Query(sr, 1 + 0x1p-40, WordList.of(-1));
        assertTrue(assertThrows(InputException.class, open::answer).getMessage().contains("needs word 1"));
        assertEquals(1.125, new Query(sr, 1 + 0x1p-40, WordList.parse("0xffffffff 0xffffffff")).answer());
        assertEquals("e4m3:sr/0x1.1p0/0xcc000000", new Query(sr, 1.0625, WordList.of(0xcc000000)).id());
    }
}

package com.example;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.roundproof.cli.Main;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.quantizer.Quantizer;

class WithoutJqwikTest {
    @Test
    void jqwikIsNotHere() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("net.jqwik.api.Property"));
    }

    @Test
    void theLibraryWorks() {
        Quantizer quantizer = (Quantizer) OperatorExpression.parse("e4m3:ties-to-even").resolve();
        assertEquals(1.125, quantizer.quantize(1.1, (use, level) -> 0));
    }

    @Test
    void theCommandLineWorks() {
        assertDoesNotThrow(() -> Main.main(new String[] {"risk", "--dim", "4", "--steps", "10"}));
    }
}

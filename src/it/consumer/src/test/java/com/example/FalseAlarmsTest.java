package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole kit on right kernels, again and again with new seeds: {@code -Dconsumer.runs=1000}. */
class FalseAlarmsTest {
    private static final int RUNS = Integer.getInteger("consumer.runs", 1);
    private static final int TRIES = 20;

    @Test
    void none() {
        for (int run = 0; run < RUNS; run++) {
            for (Class<?> right : new Class<?>[] {
                E4m3RoundingTest.class, E4m3StochasticTest.class, E4m3OwnBitsTest.class, TrainerTest.class, OwnBitsTrainerTest.class
            }) {
                assertEquals(Map.of(), Runs.failures(right, TRIES), "run " + run);
            }
        }
    }
}

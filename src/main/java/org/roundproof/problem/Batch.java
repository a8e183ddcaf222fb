package org.roundproof.problem;

/**
 * One fresh batch.
 *
 * @param rows B
 * @param columns d
 * @param features x, row-major, B·d doubles
 * @param labels y, B doubles
 */
public record Batch(int rows, int columns, double[] features, double[] labels) {}

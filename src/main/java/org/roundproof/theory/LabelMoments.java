package org.roundproof.theory;

/**
 * Conditional moments of one quantized label ỹ = Q_l(y), given the row.
 *
 * @param mean ȳ = E ỹ
 * @param second E ỹ²
 */
public record LabelMoments<T>(T mean, T second) {}

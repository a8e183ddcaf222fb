package org.roundproof.sgd;

/**
 * One tensor at one step, before and after its quantizer.
 *
 * @param step t, 1 … N
 * @param target which tensor
 * @param before the input of the quantizer
 * @param after its result
 */
public record TraceEntry(int step, Target target, Tensor before, Tensor after) {}

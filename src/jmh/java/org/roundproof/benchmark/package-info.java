/**
 * Speed, measured by JMH against baselines of the same run. It is compiled and run by the profile {@code benchmark} alone and
 * belongs to no artifact. The note is {@code proofs-notes/benchmarks.md}.
 */
package org.roundproof.benchmark;

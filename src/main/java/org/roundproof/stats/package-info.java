/**
 * Exact binomial and chi-square tests with family-wise error control. Statistical claims elsewhere state sample size and
 * false-alarm probability in the terms of this room. The note is {@code proofs-notes/statistics.md}.
 */
@NullMarked
package org.roundproof.stats;

import org.jspecify.annotations.NullMarked;

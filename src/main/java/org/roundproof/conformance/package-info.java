/**
 * Judging other implementations: so far the black-box statistics for those whose random bits cannot be set. Vectors, checker
 * and oracle join them here. The note is {@code proofs-notes/statistics.md}.
 */
@NullMarked
package org.roundproof.conformance;

import org.jspecify.annotations.NullMarked;

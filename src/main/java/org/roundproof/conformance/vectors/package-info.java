/**
 * Test vectors for other implementations: questions at the corners of a format with their exact answers, decode tables,
 * known answers of the random words, and whole runs as traces. Every expected value is the definition's,
 * {@link org.roundproof.conformance.Query#answer}. The note is {@code proofs-notes/vectors.md}.
 */
@NullMarked
package org.roundproof.conformance.vectors;

import org.jspecify.annotations.NullMarked;

/**
 * Exact answers to questions from programs in any language: one line of JSON in, one line of JSON out. Every answer comes
 * from the definition on exact numbers, never from a fast path. The note is {@code proofs-notes/oracle.md}.
 */
@NullMarked
package org.roundproof.conformance.oracle;

import org.jspecify.annotations.NullMarked;

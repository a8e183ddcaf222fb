/**
 * The checker of an implementation's answers: readers of answers and of vector files, the comparison bit for bit, and its
 * report by classes with the diagnosis of {@code conformance.diagnosis}. Everything is read as a stream. The note is
 * {@code proofs-notes/check.md}.
 */
@NullMarked
package org.roundproof.conformance.check;

import org.jspecify.annotations.NullMarked;

/**
 * Contracts that other people's quantizers and training steps inherit as properties, and jqwik arbitraries for formats, quantizers, problems and
 * configurations, biased to the corners of the format under test. jqwik is an optional dependency: nothing else in the jar needs it. The note is {@code proofs-notes/testkit.md}.
 */
@NullMarked
package org.roundproof.testkit;

import org.jspecify.annotations.NullMarked;

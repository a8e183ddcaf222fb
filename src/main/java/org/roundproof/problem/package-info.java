/**
 * Regression problems: spectra, Gaussian designs, data sets as finite populations, and their readers. A problem produces
 * features and labels as doubles once; no engine recomputes them. The note is {@code proofs-notes/problems.md}.
 */
@NullMarked
package org.roundproof.problem;

import org.jspecify.annotations.NullMarked;

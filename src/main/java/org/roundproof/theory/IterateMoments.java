package org.roundproof.theory;

/**
 * First and second moments of an iterate, or of an average of iterates.
 *
 * @param mean E w, a vector of d
 * @param second E[wwᵀ], d×d
 */
public record IterateMoments<T>(FieldMatrix<T> mean, FieldMatrix<T> second) {}

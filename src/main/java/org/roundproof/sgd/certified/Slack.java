package org.roundproof.sgd.certified;

/**
 * Factors on error bounds, for tests of whether the bounds are needed: below 1 nothing is proved.
 *
 * @param weights factor on the bounds of γV/B, and so on what dot products inherit from them
 * @param products factor on the bounds of dot products
 */
record Slack(double weights, double products) {
    /** The bounds as they are. */
    static final Slack NONE = new Slack(1, 1);
}

package org.roundproof.conformance.diagnosis;

/**
 * A mistake that implementations make, as a person is told of it.
 *
 * @param name permanent, kebab-case
 * @param description what such an implementation does, in a few words
 * @param hint where to look, in one sentence
 */
public record Suspect(String name, String description, String hint) {}

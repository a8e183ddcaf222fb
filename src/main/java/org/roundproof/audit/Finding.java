package org.roundproof.audit;

import java.util.List;

/**
 * What a check found.
 *
 * @param verdict exactly one verdict
 * @param evidence what it rests on
 */
public record Finding(Verdict verdict, List<Evidence> evidence) {}

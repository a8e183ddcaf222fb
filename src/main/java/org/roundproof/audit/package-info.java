/**
 * The ledger of claims: id, statement, check and verdict of each. A check ends in exactly one verdict, with the evidence
 * behind it. Every claim rests on its note in {@code proofs-notes/claims}.
 */
@NullMarked
package org.roundproof.audit;

import org.jspecify.annotations.NullMarked;

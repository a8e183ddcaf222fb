/**
 * Other people's implementations against the exact quantizers: what each promises, what it answers, and where the two part.
 * A peer is a list of cases; one comparison and one report serve all of them. The note is {@code proofs-notes/peers.md}.
 */
package org.roundproof.peers;

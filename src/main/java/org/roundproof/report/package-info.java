/**
 * Writes an audit's results as one self-contained HTML page, JSON and JUnit XML. It reads results and computes nothing. The
 * form is described in {@code proofs-notes/report.md}.
 */
@NullMarked
package org.roundproof.report;

import org.jspecify.annotations.NullMarked;

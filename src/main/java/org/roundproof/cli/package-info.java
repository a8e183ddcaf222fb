/**
 * The command line: parse, call, print. Mistakes of the caller end in one line and exit code 2. The commands are described
 * in {@code README.md}.
 */
@NullMarked
package org.roundproof.cli;

import org.jspecify.annotations.NullMarked;

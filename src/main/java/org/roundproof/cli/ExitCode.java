package org.roundproof.cli;

/** What a command ends with. (130, interrupted by SIGINT, is the virtual machine's own.) */
final class ExitCode {
    /** The command did what it was asked. */
    static final int DONE = 0;

    /** A claim or a check failed. */
    static final int FAILED = 1;

    /** Wrong usage or unusable input. */
    static final int USAGE = 2;

    /** A fault of this program (EX_SOFTWARE of sysexits.h). */
    static final int INTERNAL = 70;

    /** Interrupted. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}

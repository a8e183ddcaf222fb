package org.roundproof.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.roundproof.InputException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every way a command can go wrong, each in one line on standard error. */
final class Errors {
    private Errors() {}

    /** The command line does not parse. */
    static int usage(ParameterException e, String[] args) {
        CommandLine commandLine = e.getCommandLine();
        String command = commandLine.getCommandSpec().qualifiedName();
        String hint = "see " + command + " --help";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            hint = "did you mean " + unmatched.getSuggestions().get(0) + "? " + hint;
        }
        line(commandLine.getErr(), command, e.getMessage() + " (" + hint + ")");
        return ExitCode.USAGE;
    }

    /** The command threw. */
    static int execution(Exception e, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        commandLine.getOut().flush();
        String command = commandLine.getCommandSpec().qualifiedName();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException) {
                line(err, command, String.valueOf(cause.getMessage()));
                return ExitCode.USAGE;
            } else if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                line(err, command, fileMessage(cause));
                return ExitCode.USAGE;
            } else if (cause instanceof InterruptedException || cause instanceof CancellationException) {
                line(err, command, "interrupted");
                return ExitCode.INTERRUPTED;
            }
        }
        return internal(e, parsed.expandedArgs().contains("--stacktrace"), err);
    }

    /** A fault of this program. */
    static int internal(Throwable e, boolean stackTrace, PrintWriter err) {
        if (stackTrace) {
            e.printStackTrace(err);
        } else {
            String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.toString();
            line(err, "roundproof", "internal error: " + what + " (please report; --stacktrace shows more)");
        }
        return ExitCode.INTERNAL;
    }

    private static String fileMessage(Throwable cause) {
        Throwable io = cause instanceof UncheckedIOException && cause.getCause() != null ? cause.getCause() : cause;
        if (io instanceof FileSystemException file) {
            String reason = reason(file);
            return "cannot use " + file.getFile() + ": " + reason;
        }
        return String.valueOf(io.getMessage());
    }

    private static String reason(FileSystemException file) {
        if (file instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (file instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way; a directory is needed";
        } else if (file instanceof AccessDeniedException) {
            return "permission denied";
        }
        return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
    }

    /** One line, whatever the message holds. */
    private static void line(PrintWriter err, String command, String message) {
        err.println(command + ": " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}

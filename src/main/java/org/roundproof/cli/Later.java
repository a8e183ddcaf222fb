package org.roundproof.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.roundproof.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Commands that have their name but no body yet; they say so, whatever they are asked. */
@Command
abstract class Later implements Callable<Integer> {
    private final String name;

    @Unmatched
    private List<String> anything = new ArrayList<>();

    private Later(String name) {
        this.name = name;
    }

    @Override
    public Integer call() {
        throw new InputException(name + " is not supported yet in this version");
    }

    @Command(name = "advise", hidden = true, description = "Not supported yet.")
    static final class Advise extends Later {
        Advise() {
            super("advise");
        }
    }
}

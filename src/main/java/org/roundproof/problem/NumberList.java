package org.roundproof.problem;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.InputException;

/** A text file of numbers, separated by white space or commas; {@code #} starts a comment. */
final class NumberList {
    private NumberList() {}

    static List<Double> read(String location) {
        String[] lines = Texts.read(location).split("\\R", -1);
        List<Double> numbers = new ArrayList<>();
        for (int line = 0; line < lines.length; line++) {
            String content =
                    lines[line].replaceFirst("#.*", "").replace(',', ' ').strip();
            String where = location + ", line " + (line + 1);
            for (String token : content.isEmpty() ? new String[0] : content.split("\\s+")) {
                numbers.add(Numbers.parse(token, () -> where));
            }
        }
        if (numbers.isEmpty()) {
            throw new InputException(location + " holds no numbers; give at least one");
        }
        return numbers;
    }
}

package org.roundproof.quantizer;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.InputException;

/** Cuts an expression at a separator that stands outside all parentheses. */
final class ExpressionParts {
    private ExpressionParts() {}

    /**
     * The parts, each stripped of blanks.
     *
     * @throws InputException where parentheses do not match
     */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
            if (depth < 0) {
                break;
            }
        }
        if (depth != 0) {
            throw new InputException("the parentheses of '" + text + "' do not match: close each one that is opened");
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /**
     * The arguments of {@code name(a,b,…)}.
     *
     * @throws InputException unless text is the name and one pair of parentheses around something
     */
    static List<String> arguments(String name, String text, String form) {
        if (!text.startsWith(name + "(") || !text.endsWith(")")) {
            throw new InputException("'" + text + "' is not complete: write " + form);
        }
        return split(text.substring(name.length() + 1, text.length() - 1), ',');
    }
}

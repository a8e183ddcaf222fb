package org.roundproof.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roundproof.InputException;

/**
 * A parsed expression {@code name} or {@code name(argument,…)}.
 *
 * @param kind what the expression is meant to be, for messages
 * @param text the expression as given
 * @param name in lower case
 * @param arguments trimmed
 */
record Call(String kind, String text, String name, List<String> arguments) {
    private static final Pattern SHAPE = Pattern.compile("\\s*(\\w+)\\s*(?:\\((.*)\\))?\\s*");

    static Call parse(String kind, String expression) {
        String text = expression.strip().replaceAll("\\s+", " ");
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new InputException(kind + " \"" + text + "\" is not of the form name or name(argument,...)");
        }
        List<String> arguments = new ArrayList<>();
        String inside = matcher.group(2);
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        if (inside != null && name.equals("values")) {
            arguments.add(inside.strip()); // a file name may hold commas
        } else if (inside != null) {
            for (String argument : inside.split(",", -1)) {
                arguments.add(argument.strip());
            }
        }
        return new Call(kind, text, name, List.copyOf(arguments));
    }

    void expect(int count) {
        if (arguments.size() != count) {
            throw new InputException(
                    kind + " \"" + text + "\" has " + arguments.size() + " arguments; " + name + " takes " + count);
        }
    }

    String argument(int index, int count) {
        expect(count);
        return arguments.get(index);
    }

    double number(int index, int count) {
        String argument = argument(index, count);
        try {
            double value = Double.parseDouble(argument);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, as for infinities and NaN
        }
        throw new InputException(kind + " \"" + text + "\": \"" + argument + "\" is not a finite number");
    }

    int integer(int index, int count) {
        String argument = argument(index, count);
        try {
            return Integer.parseInt(argument);
        } catch (NumberFormatException e) {
            throw new InputException(kind + " \"" + text + "\": \"" + argument + "\" is not an integer");
        }
    }

    /** The numbers in the file that the only argument names. */
    List<Double> fileNumbers() {
        return NumberList.read(argument(0, 1));
    }

    InputException unknown(String choices) {
        return new InputException(kind + " \"" + text + "\" is unknown; use " + choices);
    }

    /** The shortest decimal that reads back as the value, without a trailing {@code .0}. */
    static String format(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}

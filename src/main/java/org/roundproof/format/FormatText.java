package org.roundproof.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;

/**
 * A FORMAT expression taken apart: {@code name}, or {@code name(argument, …)} with positional arguments and {@code
 * key=value} pairs.
 *
 * @param text the whole expression, for messages
 * @param brackets whether there was an argument list at all
 */
record FormatText(String text, String name, boolean brackets, List<String> positional, Map<String, String> named) {

    static FormatText of(String expression) {
        String text = expression.strip();
        int open = text.indexOf('(');
        if (open < 0) {
            return new FormatText(text, text, false, List.of(), Map.of());
        }
        if (!text.endsWith(")") || text.indexOf('(', open + 1) >= 0 || text.indexOf(')') != text.length() - 1) {
            throw new InputException(
                    "format '" + text + "': one pair of brackets is needed, as in " + text.substring(0, open) + "(…)");
        }
        List<String> positional = new ArrayList<>();
        Map<String, String> named = new LinkedHashMap<>();
        String inner = text.substring(open + 1, text.length() - 1);
        for (String part : inner.split(",", -1)) {
            String argument = part.strip();
            int equals = argument.indexOf('=');
            if (argument.isEmpty()) {
                throw new InputException("format '" + text + "': an argument is empty");
            }
            if (equals < 0) {
                positional.add(argument);
            } else if (named.put(
                            argument.substring(0, equals).strip(),
                            argument.substring(equals + 1).strip())
                    != null) {
                throw new InputException("format '" + text + "': "
                        + argument.substring(0, equals).strip() + " is given twice");
            }
        }
        return new FormatText(text, text.substring(0, open).strip(), true, List.copyOf(positional), named);
    }

    /** Refuses arguments other than these. */
    void allow(String usage, int positionalCount, Set<String> keys) {
        if (positional.size() != positionalCount || !keys.containsAll(named.keySet())) {
            throw wrong(usage);
        }
    }

    InputException wrong(String usage) {
        return new InputException("format '" + text + "': write " + usage);
    }

    @Nullable
    String value(String key) {
        return named.get(key);
    }

    /** An integer argument, as text or {@code null} where it is missing. */
    int integer(@Nullable String value, String usage) {
        if (value == null) {
            throw wrong(usage);
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new InputException("format '" + text + "': '" + value + "' is not a whole number; write " + usage);
        }
    }

    boolean flag(String key, boolean ifMissing, String usage) {
        String value = named.get(key);
        if (value == null) {
            return ifMissing;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new InputException(
                        "format '" + text + "': " + key + " is true or false, not '" + value + "'; write " + usage);
        };
    }
}

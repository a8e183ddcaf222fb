package org.roundproof.quantizer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.roundproof.InputException;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.UnitLaw;

/** The parser of the ideal error models. */
final class ModelExpression {
    private static final String ADDITIVE = "additive";
    private static final String MULTIPLICATIVE = "multiplicative";
    private static final String SHARED = "shared";
    private static final String LAWS =
            Arrays.stream(UnitLaw.values()).map(ModelExpression::name).collect(Collectors.joining("|"));
    private static final String NUMBER = "[+-]?(([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?"
            + "|0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)";

    private ModelExpression() {}

    static boolean matches(String text) {
        return text.matches("(" + ADDITIVE + "|" + MULTIPLICATIVE + ")\\b.*");
    }

    static Operator parse(String text) {
        boolean additive = text.startsWith(ADDITIVE);
        String name = additive ? ADDITIVE : MULTIPLICATIVE;
        String form = name + "(EPS[," + LAWS + "]" + (additive ? ")" : "[,shared])");
        List<String> arguments = ExpressionParts.arguments(name, text, form);
        double epsilon = epsilon(text, arguments.get(0), form);
        int next = 1;
        UnitLaw law = UnitLaw.RADEMACHER;
        if (arguments.size() > next && !arguments.get(next).equals(SHARED)) {
            law = law(text, arguments.get(next), form);
            next++;
        }
        boolean shared =
                !additive && arguments.size() > next && arguments.get(next).equals(SHARED);
        if (arguments.size() > (shared ? next + 1 : next)) {
            throw new InputException(
                    "'" + arguments.get(shared ? next + 1 : next) + "' has no place in '" + text + "': write " + form);
        }
        return additive ? new AdditiveModel(epsilon, law) : new MultiplicativeModel(epsilon, law, shared);
    }

    private static double epsilon(String text, String number, String form) {
        if (!number.matches(NUMBER)) {
            throw new InputException("'" + number + "' in '" + text + "' is no number: write " + form);
        }
        return Double.parseDouble(number);
    }

    private static UnitLaw law(String text, String name, String form) {
        for (UnitLaw law : UnitLaw.values()) {
            if (name(law).equals(name)) {
                return law;
            }
        }
        throw new InputException("there is no law '" + name + "' in '" + text + "': write " + form);
    }

    private static String name(UnitLaw law) {
        return law.name().toLowerCase(Locale.ROOT);
    }
}

package org.roundproof.cli;

import java.io.PrintWriter;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;
import org.roundproof.InputException;
import org.roundproof.problem.ExactLeastSquares;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Exact least squares of decimal data. */
@Command(
        name = "least-squares",
        description = {
            "Least squares with an intercept, in exact rational arithmetic.",
            "The decimals of the file are taken as they stand; only the printed digits are rounded, correctly."
        })
final class LeastSquaresCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            required = true,
            description = "A CSV file with a header row, builtin:diabetes or builtin:longley.")
    private String csv;

    @Option(names = "--target", paramLabel = "COLUMN", description = "The label's column, by name or number.")
    private @Nullable String target;

    @Option(names = "--intercept", description = "Fit an intercept (always so in this version).")
    private boolean intercept;

    @Option(
            names = "--digits",
            paramLabel = "N",
            defaultValue = "15",
            description = "Significant digits (default: ${DEFAULT-VALUE}).")
    private int digits;

    @Option(names = "--json", description = "Print JSON: decimals and the exact fractions.")
    private boolean json;

    @Override
    public void run() {
        if (digits < 1 || digits > 100_000) {
            throw new InputException("digits is " + digits + "; it must be 1 to 100000");
        }
        ExactLeastSquares fit = ExactLeastSquares.fit(csv, target);
        PrintWriter out = spec.commandLine().getOut();
        List<String> names = fit.names();
        if (json) {
            ObjectNode node = Json.object();
            ArrayNode coefficients = node.putArray("coefficients");
            for (int i = 0; i < names.size(); i++) {
                coefficients.add(number(fit.coefficients().get(i)).put("name", names.get(i)));
            }
            node.set("residualSumOfSquares", number(fit.residualSumOfSquares()));
            Json.print(out, node);
            return;
        }
        TextTable table = new TextTable("term", "coefficient");
        for (int i = 0; i < names.size(); i++) {
            table.row(names.get(i), decimal(fit.coefficients().get(i)));
        }
        table.print(out);
        out.println();
        out.println("residual sum of squares  " + decimal(fit.residualSumOfSquares()));
    }

    private ObjectNode number(BigFraction value) {
        return Json.object()
                .put("decimal", decimal(value))
                .put("exact", value.getNumerator() + "/" + value.getDenominator());
    }

    private String decimal(BigFraction value) {
        return ExactLeastSquares.decimal(value, digits);
    }
}

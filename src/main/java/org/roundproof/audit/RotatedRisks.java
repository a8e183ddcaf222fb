package org.roundproof.audit;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.audit.Evidence.Table;
import org.roundproof.problem.GaussianProblem;
import org.roundproof.quantizer.OperatorExpression;
import org.roundproof.sgd.Target;
import org.roundproof.sgd.TargetOperators;
import org.roundproof.theory.ExpectedRisk;
import org.roundproof.theory.RiskConvention;
import org.roundproof.theory.RiskResult;

/** RP-06: what the distortion along the path of {@link RotationSweep} costs: exact risks by the dense recursion. */
record RotatedRisks(double epsilon, List<Double> parts) {
    private static final int STEPS = 1000;

    private List<String> operators() {
        return List.of(
                "multiplicative(" + epsilon + ",gaussian)",
                "multiplicative(" + epsilon + ",gaussian,shared)",
                "additive(" + epsilon + ",gaussian)");
    }

    /** Over the risk of unquantized data, which no rotation changes. */
    private record Ratio(double clean, double quantized) {
        boolean agrees(Ratio other) {
            return Math.abs(clean - other.clean) < 1e-9 && Math.abs(quantized - other.quantized) < 1e-9;
        }

        List<String> cells() {
            return List.of(Digits.fixed(clean, 6), Digits.fixed(quantized, 6));
        }
    }

    Table table(List<Integer> dimensions, Tally tally) {
        List<String> operators = operators();
        List<List<String>> rows = new ArrayList<>();
        for (int d : dimensions) {
            double base = Setting.paper(d, STEPS).risk();
            List<Ratio> ratios = Parallel.map(
                    parts.size() * operators.size(),
                    k -> ratio(d, parts.get(k / operators.size()), operators.get(k % operators.size()), base));
            for (int p = 0; p < parts.size(); p++) {
                List<String> row = new ArrayList<>(List.of(Integer.toString(d), Digits.plain(parts.get(p))));
                for (int o = 0; o < operators.size(); o++) {
                    Ratio here = ratios.get(p * operators.size() + o);
                    Ratio onTheAxes = ratios.get(o);
                    String where = operators.get(o) + ", d = " + d + ", t = " + parts.get(p);
                    tally.require(o == 0 || here.agrees(onTheAxes), () -> where + ": the risk changed to " + here);
                    row.addAll(here.cells());
                }
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(List.of("d", "t"));
        for (String name : List.of("elementwise", "shared", "additive")) {
            columns.add(name + ", clean");
            columns.add(name + ", quantized");
        }
        return new Table(
                "Exact excess risk over that of unquantized data, along the same path: data quantization alone, $\\varepsilon = "
                        + epsilon
                        + "$ (gaussian), $\\lambda_i = i^{-2}$, $w^* = 1$ in the eigenbasis, $\\sigma^2 = 1$, $B = 1$, "
                        + "$N = 1000$, $\\gamma = 0.1$, on clean and on quantized test data",
                columns,
                rows);
    }

    private Ratio ratio(int d, double part, String data, double base) {
        TargetOperators operators = TargetOperators.NONE.with(
                Target.DATA, OperatorExpression.parse(data).resolve());
        Setting setting = Setting.paper(d, STEPS).with(operators);
        GaussianProblem turned = setting.problem().rotated(RotationSweep.SEED, part);
        return new Ratio(
                risk(turned, setting, RiskConvention.CLEAN) / base,
                risk(turned, setting, RiskConvention.QUANTIZED) / base);
    }

    private static double risk(GaussianProblem problem, Setting setting, RiskConvention convention) {
        if (ExpectedRisk.of(problem, setting.configuration(), convention) instanceof RiskResult.Exact exact) {
            return exact.value();
        }
        throw new IllegalStateException("no exact risk on " + problem.description());
    }
}

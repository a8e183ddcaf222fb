package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Field names are a contract. */
class JsonContractTest {
    @Test
    void risk() {
        Cli risk = Cli.run("risk", "--dim", "5", "--steps", "20", "--monte-carlo", "10", "--json");
        assertEquals(0, risk.code(), risk.err());
        assertTrue(
                risk.fields()
                        .containsAll(List.of(
                                "excessRisk",
                                "lower",
                                "upper",
                                "riskConvention",
                                "bound",
                                "effectiveDimension",
                                "stepSizeThreshold",
                                "monteCarlo")),
                risk.out());
        JsonNode node = risk.json();
        assertEquals("clean", node.get("riskConvention").asString());
        assertEquals(
                List.of("mean", "standardError", "replicates"),
                List.copyOf(node.get("monteCarlo").propertyNames()));
        assertTrue(node.get("lower").asDouble() <= node.get("excessRisk").asDouble());
    }

    private static final List<String> BOUND = List.of(
            "value",
            "of",
            "tightness",
            "overQuantizedOptimum",
            "bias",
            "biasNoise",
            "variance",
            "stateFactor",
            "effectiveNoise",
            "residualNoise",
            "stepSizeCondition",
            "approximation",
            "paperForm",
            "lower",
            "saturationProbability");

    private static JsonNode answer(String... options) {
        Cli risk = Cli.run(Stream.concat(Stream.of("risk", "--dim", "4", "--steps", "30", "--json"), Stream.of(options))
                .toArray(String[]::new));
        assertEquals(0, risk.code(), risk.err());
        return risk.json();
    }

    private static double number(JsonNode node, String field) {
        assertTrue(node.get(field).isNumber(), () -> field + ": " + node);
        return node.get(field).asDouble();
    }

    /** The terms add up to the bound, the paper's form is twice its two terms, and the risk lies between the bounds. */
    @Test
    void theBoundHasItsTerms() {
        JsonNode risk = answer("--all-q", "multiplicative(0.01,gaussian)");
        JsonNode bound = risk.get("bound");
        assertEquals(BOUND, List.copyOf(bound.propertyNames()));
        assertEquals("excess risk on clean test data", bound.get("of").asString());
        double exact = number(risk, "excessRisk");
        assertEquals(number(bound, "value") / exact, number(bound, "tightness"), 1e-12);
        assertEquals(
                number(bound, "bias") + number(bound, "biasNoise") + number(bound, "variance"),
                number(bound, "overQuantizedOptimum"),
                1e-12);
        // ½(ε/(1+ε))² Σ i^−2
        assertEquals(0.5 * Math.pow(0.01 / 1.01, 2) * 205 / 144, number(bound, "approximation"), 1e-15);
        for (String positive : List.of("stateFactor", "effectiveNoise", "residualNoise", "stepSizeCondition")) {
            assertTrue(number(bound, positive) > 0, positive);
        }
        JsonNode paper = bound.get("paperForm");
        assertEquals(
                List.of(
                        "overQuantizedOptimum",
                        "effectiveBias",
                        "effectiveVariance",
                        "fourthMoment",
                        "stepSizeCondition"),
                List.copyOf(paper.propertyNames()));
        assertEquals(
                2 * (number(paper, "effectiveBias") + number(paper, "effectiveVariance")),
                number(paper, "overQuantizedOptimum"),
                1e-12);
        assertTrue(number(bound, "overQuantizedOptimum") <= number(paper, "overQuantizedOptimum"));
        JsonNode lower = bound.get("lower");
        assertEquals(
                List.of("value", "overQuantizedOptimum", "bias", "biasNoise", "variance", "stateFactor", "leastNoise"),
                List.copyOf(lower.propertyNames()));
        assertEquals(
                number(lower, "bias") + number(lower, "biasNoise") + number(lower, "variance"),
                number(lower, "overQuantizedOptimum"),
                1e-12);
        assertTrue(number(lower, "value") <= exact && exact <= number(bound, "value"));
        assertEquals(0, number(bound, "saturationProbability"));
    }

    /** On quantized test data: that over the quantized optimum, plus the risk of the quantized optimum itself. */
    @Test
    void theBoundSaysWhatItBounds() {
        JsonNode risk = answer("--data-q", "additive(0.01)", "--label-q", "additive(0.5)", "--risk", "quantized");
        JsonNode bound = risk.get("bound");
        assertEquals("excess risk on quantized test data", bound.get("of").asString());
        // ½ Σ λε/(λ+ε) + ½·½
        double floor = 0.25;
        for (int i = 1; i <= 4; i++) {
            floor += 0.5 * 0.01 / (i * i) / (1.0 / (i * i) + 0.01);
        }
        assertEquals(floor, number(bound, "approximation"), 1e-15);
        assertEquals(number(bound, "overQuantizedOptimum") + floor, number(bound, "value"), 1e-14);
        double exact = number(risk, "excessRisk");
        assertEquals(number(bound, "value") / exact, number(bound, "tightness"), 1e-12);
        double lower = number(bound.get("lower"), "value");
        assertTrue(lower <= number(risk, "lower") && number(risk, "upper") <= number(bound, "value"));
        assertEquals(number(bound.get("lower"), "overQuantizedOptimum") + floor, lower, 1e-14);
        Cli text = Cli.run("risk", "--dim", "4", "--steps", "30", "--data-q", "additive(0.01)", "--risk", "quantized");
        assertTrue(text.out().contains("\nupper bound          0."), text.out());
        assertTrue(text.out().contains("\nlower bound          0."), text.out());
    }

    /** Where the recursion is exact its ends are what is proven to hold the risk, its rounding included. */
    @Test
    void theEndsAreProven() {
        for (String[] options : List.of(new String[0], new String[] {"--all-q", "multiplicative(0.01,shared)"})) {
            JsonNode risk = answer(options);
            double radius = number(risk, "provenRounding");
            double exact = number(risk, "excessRisk");
            assertTrue(radius > 0 && radius < 1e-12 * exact, risk::toString);
            assertEquals(exact - radius, number(risk, "lower"), 1e-16);
            assertEquals(exact + radius, number(risk, "upper"), 1e-16);
        }
    }

    /** λ_10 γ N = 1: the tenth direction counts, in both commands. */
    @Test
    void theEffectiveDimensionIsOneNumber() {
        for (String command : List.of("risk", "spectrum")) {
            Cli run = Cli.run(command, "--dim", "12", "--steps", "1000", "--step-size", "0.1", "--json");
            assertEquals(10, run.json().get("effectiveDimension").asInt(), run.out());
        }
    }

    /** γ tr H = 0.85·(1 + 1/4 + …): within 1/α̂ and past the paper's 1/(α̂ + 1); then past both. */
    @Test
    void whatDoesNotHoldIsNull() {
        JsonNode paperless =
                answer("--spectrum", "power(2)", "--step-size", "0.3").get("bound");
        assertTrue(paperless.get("paperForm").isNull() && number(paperless, "value") > 0, paperless::toString);
        JsonNode refused = answer("--step-size", "0.45").get("bound");
        assertEquals(List.of("value", "reason"), List.copyOf(refused.propertyNames()));
        assertTrue(refused.get("value").isNull());
        assertTrue(refused.get("reason").asString().contains("γα̂ tr H_q < 1"), refused::toString);
        Cli data = Cli.run(
                "risk",
                "--csv",
                "builtin:longley",
                "--standardize",
                "--batch",
                "16",
                "--step-size",
                "0.015625",
                "--steps",
                "9",
                "--json");
        assertTrue(data.json().get("bound").get("lower").isNull(), data.out());
    }

    /** An enclosure says whether its rounding is proven, and a bound for unbounded range says how likely it is left. */
    @Test
    void anEnclosureSaysHowItIsMeant() {
        JsonNode rigorous = answer("--label-q", "e4m3:sr");
        assertEquals("enclosure", rigorous.get("kind").asString());
        assertTrue(rigorous.get("rigorous").asBoolean());
        assertTrue(number(rigorous, "saturationProbability") >= 0);
        JsonNode bound = rigorous.get("bound");
        assertTrue(number(bound, "saturationProbability") == 0
                || bound.get("validity").asString().contains("unbounded range"));
        assertFalse(answer().has("rigorous"), "an exact answer is no enclosure");
    }

    @Test
    void riskWithoutMonteCarloHasNone() {
        assertTrue(!Cli.run("risk", "--dim", "5", "--steps", "20", "--json")
                .fields()
                .contains("monteCarlo"));
    }

    @Test
    void aBiasedQuantizerIsAnsweredByMonteCarloAlone() {
        Cli risk = Cli.run(
                "risk", "--dim", "3", "--steps", "9", "--label-q", "e4m3:ties-to-even", "--monte-carlo", "9", "--json");
        assertEquals(0, risk.code(), risk.err());
        assertTrue(risk.json().get("excessRisk").isNull());
        assertTrue(risk.json().get("monteCarlo").get("mean").asDouble() > 0);
    }

    @Test
    void train() {
        Cli fast = Cli.run("train", "--dim", "3", "--steps", "9", "--replicates", "4", "--json");
        assertEquals(0, fast.code(), fast.err());
        assertEquals(
                List.of("engine", "excessRisk", "weights", "averageWeights", "fallbacks", "seconds"), fast.fields());
        assertEquals("fast", fast.json().get("engine").asString());
        assertTrue(fast.json().get("excessRisk").has("mean"));
        assertTrue(fast.json().get("excessRisk").get("standardError").asDouble() > 0);
        assertEquals(3, fast.json().get("weights").size());
        Cli exact = Cli.run("train", "--dim", "3", "--steps", "9", "--all-q", "e4m3:sr", "--engine", "exact", "--json");
        assertEquals(3, exact.json().get("weightsExact").size());
    }

    @Test
    void spectrum() {
        Cli spectrum = Cli.run("spectrum", "--dim", "4", "--data-q", "additive(0.01,gaussian)", "--json");
        assertEquals(0, spectrum.code(), spectrum.err());
        assertTrue(
                spectrum.fields()
                        .containsAll(List.of(
                                "eigenvalues",
                                "quantizedEigenvalues",
                                "distortion",
                                "effectiveDimension",
                                "approximationError")),
                spectrum.out());
        JsonNode first = spectrum.json().get("quantizedEigenvalues").get(0);
        assertEquals(2, first.size(), "lower, upper");
        assertEquals(1.01, first.get(0).asDouble(), 1e-9);
        assertTrue(first.get(0).asDouble() <= first.get(1).asDouble());
        assertEquals(0, spectrum.json().get("rotatedBy").asDouble());
        Cli turned = Cli.run("spectrum", "--dim", "4", "--rotate", "1", "--rotate-by", "0.25", "--json");
        assertEquals(0.25, turned.json().get("rotatedBy").asDouble());
    }

    @Test
    void audit(@TempDir Path directory) throws Exception {
        Path out = directory.resolve("audit");
        Cli audit = Cli.run(
                "audit",
                "--profile",
                "smoke",
                "--claims",
                "rp-03",
                "--out",
                out.toString(),
                "--threads",
                "1",
                "--json");
        assertEquals(0, audit.code(), audit.err());
        JsonNode printed = audit.json();
        assertEquals(1, printed.size());
        assertEquals(
                List.of("id", "title", "verdict", "expected", "statement", "evidence", "note", "seconds"),
                List.copyOf(printed.get(0).propertyNames()));
        assertEquals(printed, JsonMapper.shared().readTree(Files.readString(out.resolve("verdicts.json"))));
        assertTrue(Files.exists(out.resolve("index.html")));
        assertTrue(Files.exists(out.resolve("junit.xml")));
    }

    @Test
    void formatsAndLeastSquares() {
        assertTrue(Cli.run("formats", "--json").json().size() > 10);
        JsonNode codes = Cli.run("formats", "e2m1", "--json").json().get("codePoints");
        assertEquals(16, codes.size());
        assertEquals("0x1.8p2", codes.get(7).get("value").asString());
        JsonNode fit =
                Cli.run("least-squares", "--csv", "builtin:longley", "--json").json();
        assertEquals(
                "-3482258.63459582",
                fit.get("coefficients").get(0).get("decimal").asString());
    }
}

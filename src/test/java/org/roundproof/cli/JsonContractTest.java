package org.roundproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

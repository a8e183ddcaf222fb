package org.roundproof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roundproof.audit.AuditResult;
import org.roundproof.audit.Evidence;
import org.roundproof.audit.Finding;
import org.roundproof.audit.Verdict;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditReportTest {
    @TempDir
    static Path directory;

    private static String html;
    /** The page without its libraries. */
    private static String body;

    @BeforeAll
    static void write() throws IOException {
        html = Files.readString(AuditReport.write(SampleAudit.result(), directory.resolve("deep/audit")));
        body = html.substring(html.indexOf("<body>"), html.indexOf("<script>", html.indexOf("id=\"plots\"")));
    }

    @Test
    void hostileTextStaysText() {
        assertFalse(body.contains("<script>alert"), "no script from text");
        assertTrue(body.contains("&lt;/script&gt;&lt;script&gt;alert(&#39;x&#39;)"), "it is shown instead");
        assertTrue(body.contains("{{claims}}"), "text is not a template");
        assertFalse(body.contains("\u0001"), "control characters are not allowed in HTML");
        assertEquals(4, count(html, "</script>"), "data, two libraries, one script");
        assertFalse(html.contains("<!--"), "nothing opens a comment, not even in the scripts");
    }

    @Test
    void elementsAreBalanced() {
        List<String> open = new ArrayList<>();
        Matcher tags =
                Pattern.compile("<(/?)([a-z][a-z0-9]*)[^>]*>").matcher(body.substring(0, body.indexOf("<script")));
        while (tags.find()) {
            if (tags.group(1).isEmpty()) {
                open.add(tags.group(2));
            } else {
                assertEquals(open.remove(open.size() - 1), tags.group(2), "at " + tags.start());
            }
        }
        assertEquals(List.of("body"), open);
    }

    @Test
    void nothingIsFetched() {
        String head = html.substring(0, html.indexOf("<body>"));
        assertFalse(Pattern.compile("url\\((?!data:)").matcher(head).find(), "fonts lie inside");
        assertFalse(
                Pattern.compile("(src|href)=\"(https?:)?//")
                        .matcher(head + body)
                        .find(),
                "no address");
        assertTrue(head.contains("default-src 'none'"), "and the browser is told so");
        assertEquals(20, count(head, "data:font/woff2;base64,"), "every KaTeX face");
    }

    @Test
    void everyAnchorHasItsTargetAndIdsAreUnique() {
        Set<String> ids = new HashSet<>();
        Matcher id = Pattern.compile(" id=\"([^\"]*)\"").matcher(body);
        while (id.find()) {
            assertTrue(ids.add(id.group(1)), "id " + id.group(1) + " twice");
        }
        Matcher link = Pattern.compile("href=\"#([^\"]*)\"").matcher(body);
        int links = 0;
        while (link.find()) {
            assertTrue(ids.contains(link.group(1)), "dangling link to " + link.group(1));
            links++;
        }
        assertTrue(links > 18, "contents, summary, sections");
        for (AuditResult.Entry entry : SampleAudit.result().entries()) {
            assertTrue(
                    ids.contains(entry.claim().id()),
                    "section of " + entry.claim().id());
        }
    }

    @Test
    void aSurpriseIsMarkedAndCounted() {
        assertTrue(body.contains("1 verdict differs from what the ledger expects"));
        assertEquals(2, count(body, "expected PROVED"), "in the summary and in its section");
        assertTrue(body.contains("seed 18446744073709551615"), "seeds are unsigned");
        assertTrue(body.contains("1,000,000 independent samples; probability of refuting a true claim: 1.0e-09"));
    }

    @Test
    void tablesAlignNumbersAndTextKeepsParagraphs() {
        assertTrue(body.contains("<td class=\"number\">12,345</td>"));
        assertTrue(body.contains("<td>e4m3</td>"));
        assertTrue(body.contains("<p>First paragraph.</p>"));
        assertTrue(body.contains("<p>Second, with <code>code</code>.</p>"));
    }

    @Test
    void plotDataLieBesideThePage() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("deep/audit/RP-19-enclosure.csv"));
        assertEquals("series,N (steps),excess risk,error", lines.get(0));
        assertEquals("upper,100.0,0.19,", lines.get(1));
        assertEquals("\"lower, Monte Carlo\",100.0,0.1885,0.002", lines.get(11));
        assertTrue(body.contains("href=\"RP-19-enclosure.csv\""));
        assertTrue(body.contains("1 point (zero, negative or not finite) cannot be drawn"), "NaN is not lost silently");
    }

    @Test
    void plotsAreJsonForTheScript() {
        Matcher data =
                Pattern.compile("id=\"plots\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertTrue(data.find());
        JsonNode plots = JsonMapper.shared().readTree(data.group(1));
        assertEquals(4, plots.size());
        assertEquals("RP-19-enclosure", plots.get(0).get("id").asString());
        assertTrue(plots.get(0).get("x").get("log").asBoolean());
        assertEquals(
                0.0013,
                plots.get(0).get("series").get(2).get("points").get(1).get(2).asDouble());
        assertEquals(
                "lower",
                plots.get(0).get("series").get(2).get("curve").asString(),
                "points in the colour of their curve");
        assertFalse(plots.get(0).get("series").get(1).has("curve"));
        assertEquals("eigenvalue λ_i", plots.get(1).get("y").get("title").asString());
        assertEquals(3, plots.get(2).get("series").get(0).get("points").size(), "NaN is left out");
        assertEquals(
                SampleAudit.HOSTILE,
                plots.get(2).get("series").get(0).get("name").asString());
    }

    @Test
    void heatMapsAreCellsForTheScriptTheReaderAndTheFile() throws IOException {
        Matcher data =
                Pattern.compile("id=\"plots\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertTrue(data.find());
        JsonNode map = JsonMapper.shared().readTree(data.group(1)).get(3);
        assertEquals("dimension d", map.get("x").get("title").asString());
        assertEquals(SampleAudit.HOSTILE, map.get("y").get("labels").get(1).asString());
        assertEquals(5, map.get("cells").size(), "NaN is left out");
        assertEquals("[1,0,0.5]", map.get("cells").get(1).toString(), "column, row, value");
        assertTrue(body.contains(
                "<td class=\"number\">-2.24</td><td class=\"number\">0.5</td><td class=\"number\">—</td>"));
        List<String> lines = Files.readAllLines(directory.resolve("deep/audit/RP-98-cells.csv"));
        assertEquals("dimension d,exponent a,\"shift, bits\"", lines.get(0));
        assertEquals("200,1.5,0.5", lines.get(2));
        assertEquals("800,1.5,NaN", lines.get(3));
    }

    @Test
    void aHeatMapMustBeFull() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Evidence.HeatMap(
                        "m", "c", "x", List.of("1", "2"), "y", List.of("1"), "z", new double[][] {{1}}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Evidence.HeatMap(
                        "m", "c", "x", List.of("1"), "y", List.of("1", "2"), "z", new double[][] {{1}}));
    }

    @Test
    void verdictsJsonKeepsItsContract() throws IOException {
        JsonNode all = JsonMapper.shared().readTree(Files.readString(directory.resolve("deep/audit/verdicts.json")));
        assertEquals(6, all.size());
        List<String> names = List.of("id", "title", "verdict", "expected", "statement", "evidence", "note", "seconds");
        for (JsonNode entry : all) {
            assertEquals(names, List.copyOf(entry.propertyNames()));
        }
        assertEquals("RP-01", all.get(0).get("id").asString());
        assertEquals("REFUTED", all.get(3).get("verdict").asString());
        assertTrue(all.get(3).get("evidence").has("witness"));
        assertEquals(1_000_000, all.get(2).get("evidence").get("sampleSize").asLong());
        assertEquals(
                "RP-05-spectrum.csv",
                all.get(2).get("evidence").get("items").get(0).get("data").asString());
        assertEquals(SampleAudit.HOSTILE, all.get(5).get("statement").asString());
    }

    @Test
    void junitXmlFailsOnlyForTheSurprise() throws Exception {
        String xml = Files.readString(directory.resolve("deep/audit/junit.xml"));
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertEquals("6", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("skipped"));
        assertEquals(6, suite.getElementsByTagName("testcase").getLength());
        NodeList failures = suite.getElementsByTagName("failure");
        assertEquals(1, failures.getLength());
        assertEquals("expected PROVED, found REFUTED", ((Element) failures.item(0)).getAttribute("message"));
    }

    /** Of the page and of each note that goes with it, moved elsewhere. */
    @Test
    void everyLinkResolvesInsideTheReport(@TempDir Path other) throws IOException {
        Path moved = other.resolve("moved");
        Files.move(
                AuditReport.write(SampleAudit.result(), other.resolve("audit")).getParent(), moved);
        List<Path> notes;
        try (Stream<Path> files = Files.walk(moved.resolve("notes"))) {
            notes = files.filter(Files::isRegularFile).toList();
        }
        assertTrue(notes.contains(moved.resolve("notes/claims/RP-05.md")), "a claim's note");
        assertTrue(notes.contains(moved.resolve("notes/spectra.md")), "a note that it links to");
        Set<Path> reached = new HashSet<>(targets(moved.resolve("index.html"), "href=\"([^\"#]+)[^\"]*\""));
        assertTrue(reached.contains(moved.resolve("notes/claims/RP-01.md")), "linked from the page");
        for (Path note : notes) {
            reached.addAll(targets(note, "\\]\\(([^()\\s#]+)[^()\\s]*\\)"));
        }
        for (Path target : reached) {
            assertTrue(target.startsWith(moved) && Files.isRegularFile(target), "dangling link to " + target);
        }
        assertTrue(reached.containsAll(notes), "nothing is written that no link leads to");
    }

    /** What the relative links of a file lead to. */
    private static List<Path> targets(Path file, String link) throws IOException {
        String text = Files.readString(file).replaceAll("(?s)<script.*?</script>|<style.*?</style>|```.*?```", "");
        return Pattern.compile(link)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.matches("(https?|data):.*"))
                .map(target -> file.resolveSibling(target).normalize())
                .toList();
    }

    @Test
    void aNoteThatIsNotHereIsNamedAndNotLinked() {
        assertTrue(body.contains("Proof note: <code>proofs-notes/claims/RP-98.md</code>"));
    }

    @Test
    void aCheckThatBrokeIsCountedOnlyWhereThereIsOne(@TempDir Path other) throws IOException {
        assertFalse(body.contains("the check itself ended in an error"));
        AuditResult sound = SampleAudit.result();
        AuditResult.Entry broken = new AuditResult.Entry(
                sound.entries().get(0).claim(), new Finding(new Verdict.Failed("it broke"), List.of()), 1);
        AuditResult result = new AuditResult(sound.context(), List.of(broken), 1);
        String page = Files.readString(AuditReport.write(result, other));
        assertTrue(page.contains("<li class=\"failed\"><b>1</b>"));
        assertTrue(Files.readString(other.resolve("junit.xml")).contains("expected PROVED, found FAILED"));
    }

    @Test
    void twoPlotsOfOneNameAreRefused(@TempDir Path other) {
        AuditResult once = SampleAudit.result();
        List<AuditResult.Entry> twice = new ArrayList<>(once.entries());
        twice.add(once.entries().get(1));
        AuditResult doubled = new AuditResult(once.context(), twice, 1);
        assertThrows(IllegalArgumentException.class, () -> AuditReport.write(doubled, other));
    }

    private static long count(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}

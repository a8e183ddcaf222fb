package org.roundproof.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roundproof.format.HexFloat;

/** The comparison of a peer with exact arithmetic, and its lines in the note. */
final class PeerReport {
    private final List<String> compared = new ArrayList<>();
    private final List<String> differing = new ArrayList<>();
    private long inputs;
    private long differences;

    private PeerReport() {}

    /** Asks the peer every case and compares every answer. */
    static PeerReport of(Peer peer) {
        PeerReport report = new PeerReport();
        for (PeerCase question : peer.cases()) {
            report.compare(question);
        }
        return report;
    }

    private void compare(PeerCase question) {
        Expectation expectation = question.expectation();
        double[] answers = question.answers().apply(question.inputs().clone());
        int leftOut = 0;
        Map<String, List<Divergence>> classes = new LinkedHashMap<>();
        for (int i = 0; i < question.inputs().length; i++) {
            double x = question.inputs()[i];
            if (!expectation.specified().test(x)) {
                leftOut++;
                continue;
            }
            double exact = expectation.exact().applyAsDouble(x);
            if (Double.compare(exact, answers[i]) != 0) {
                Divergence divergence = Divergence.of(expectation, x, answers[i], exact);
                classes.computeIfAbsent(divergence.mistake() + divergence.judgement(), key -> new ArrayList<>())
                        .add(divergence);
            }
        }
        int asked = question.inputs().length - leftOut;
        int wrong = classes.values().stream().mapToInt(List::size).sum();
        inputs += asked;
        differences += wrong;
        compared.add(row(question.operator(), expectation.text(), asked, leftOut, wrong));
        classes.values().forEach(found -> differing.add(row(question, found, asked)));
    }

    private static String row(PeerCase question, List<Divergence> found, int asked) {
        Divergence first = found.get(0);
        Divergence last = found.get(found.size() - 1);
        Divergence simplest = found.stream()
                .min(Comparator.comparingInt(Divergence::significantBits))
                .orElseThrow();
        return row(
                question.operator(),
                first.mistake(),
                found.size() + " of " + asked,
                text(question, simplest.input()),
                code(HexFloat.of(simplest.theirs())),
                code(HexFloat.of(simplest.exact())),
                text(question, first.input()) + " … " + text(question, last.input()),
                first.judgement());
    }

    private static String text(PeerCase question, double input) {
        return code(question.inputText().apply(input));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        return row.toString();
    }

    /** The block of the note. */
    List<String> lines(Peer peer) {
        List<String> lines = new ArrayList<>();
        lines.add(peer.name() + ": " + compared.size() + " cases, " + inputs + " answers compared, " + differences
                + " differ from one exact rounding.");
        lines.add("");
        lines.add(
                "| operator | class of mistake | how many | simplest input | theirs | exact | from … to (by magnitude)"
                        + " | the specification |");
        lines.add("|---|---|---|---|---|---|---|---|");
        lines.addAll(differing);
        lines.add("");
        lines.add("| operator | compared with | inputs | left out | differences |");
        lines.add("|---|---|---|---|---|");
        lines.addAll(compared);
        return lines;
    }
}

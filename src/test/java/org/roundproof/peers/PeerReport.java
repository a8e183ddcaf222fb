package org.roundproof.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.roundproof.conformance.Query;
import org.roundproof.conformance.WordList;
import org.roundproof.conformance.diagnosis.Answered;
import org.roundproof.conformance.diagnosis.Diagnosis;
import org.roundproof.conformance.diagnosis.Explanation;
import org.roundproof.format.HexFloat;

/** The comparison of a peer with exact arithmetic, and its lines in the note. */
final class PeerReport {
    private static final int SHOWN = 500;

    private final List<String> compared = new ArrayList<>();
    private final List<String> differing = new ArrayList<>();
    private final List<Supplier<String>> diagnosed = new ArrayList<>();
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
        if (wrong > 0 && expectation.quantizer() != null) {
            diagnosed.add(() -> row(question.operator(), diagnosis(expectation, question.inputs(), answers)));
        }
    }

    /** What the conformance kit makes of the answers: about {@value #SHOWN} wrong and as many right ones are shown to it. */
    private static String diagnosis(Expectation expectation, double[] inputs, double[] answers) {
        List<Integer> wrong = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            if (expectation.specified().test(inputs[i])) {
                boolean same = Double.compare(answers[i], expectation.exact().applyAsDouble(inputs[i])) == 0;
                (same ? right : wrong).add(i);
            }
        }
        List<Answered> shown = Stream.concat(thinned(wrong), thinned(right))
                .sorted()
                .map(i -> new Answered(new Query(expectation.quantizer(), inputs[i], WordList.NONE), answers[i]))
                .toList();
        Diagnosis diagnosis = Diagnosis.of(shown);
        if (diagnosis.best().isEmpty()) {
            return "no known mistake";
        }
        Explanation best = diagnosis.best().get(0);
        return code(best.name())
                + (diagnosis.complete().isEmpty() ? ", " + best.explained() + " of " + diagnosis.wrong() : ", all");
    }

    private static Stream<Integer> thinned(List<Integer> indices) {
        int stride = Math.max(1, indices.size() / SHOWN);
        return IntStream.range(0, indices.size()).filter(i -> i % stride == 0).mapToObj(indices::get);
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

    /** The rows of the table of differences. */
    List<String> differences() {
        return List.copyOf(differing);
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
        lines.add("| operator | diagnosis by the conformance kit |");
        lines.add("|---|---|");
        diagnosed.forEach(row -> lines.add(row.get()));
        lines.add("");
        lines.add("| operator | compared with | inputs | left out | differences |");
        lines.add("|---|---|---|---|---|");
        lines.addAll(compared);
        return lines;
    }
}

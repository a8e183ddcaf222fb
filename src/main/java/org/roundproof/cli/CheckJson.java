package org.roundproof.cli;

import java.math.BigInteger;
import java.util.List;
import org.roundproof.conformance.check.CheckReport;
import org.roundproof.conformance.check.GroupReport;
import org.roundproof.conformance.check.Mismatch;
import org.roundproof.conformance.diagnosis.Answered;
import org.roundproof.conformance.diagnosis.Diagnosis;
import org.roundproof.conformance.diagnosis.Explanation;
import org.roundproof.conformance.diagnosis.Suspect;
import org.roundproof.format.HexFloat;
import org.roundproof.format.NumberFormat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report of a check as JSON. */
final class CheckJson {
    private CheckJson() {}

    static ObjectNode of(CheckReport report) {
        ObjectNode node = Json.object();
        node.put("passed", report.passed());
        counts(
                node,
                report.sum(GroupReport::right),
                report.sum(GroupReport::wrong),
                report.sum(GroupReport::known),
                report.sum(GroupReport::skipped),
                report.unanswered());
        ArrayNode groups = node.putArray("groups");
        report.groups().forEach(group -> groups.add(group(group)));
        node.set("outdatedKnownFailures", strings(report.outdated()));
        node.set("unusedKnownFailures", strings(report.unused()));
        return node;
    }

    private static void counts(ObjectNode node, long right, long wrong, long known, long skipped, long unanswered) {
        node.put("answers", right + wrong);
        node.put("right", right);
        node.put("wrong", wrong);
        node.put("known", known);
        node.put("skipped", skipped);
        node.put("unanswered", unanswered);
    }

    private static ArrayNode strings(List<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode group(GroupReport group) {
        ObjectNode node = Json.object();
        node.put("name", group.name());
        counts(
                node,
                group.right(),
                group.wrong(),
                group.known(),
                group.skipped(),
                group.unanswered().count());
        ArrayNode classes = node.putArray("classes");
        group.classes().forEach((region, failures) -> {
            ObjectNode one = classes.addObject();
            one.put("class", region.label());
            one.put("count", failures.count());
            ArrayNode first = one.putArray("first");
            failures.first().forEach(mismatch -> first.add(mismatch(mismatch)));
        });
        ArrayNode values = node.putArray("values");
        group.values().forEach(value -> values.addObject()
                .put("id", value.id())
                .put("got", value.got())
                .put("exact", value.exact()));
        node.set("diagnosis", diagnosis(group.diagnosis()));
        return node;
    }

    private static ObjectNode mismatch(Mismatch mismatch) {
        ObjectNode node = Json.object();
        Answered answer = mismatch.answer();
        NumberFormat format = answer.query().quantizer().format();
        node.put("id", mismatch.id());
        node.put("x", HexFloat.of(answer.query().x()));
        if (!answer.query().words().text().isEmpty()) {
            node.put("words", answer.query().words().text());
        }
        node.put("got", HexFloat.of(answer.got()));
        node.put("exact", HexFloat.of(mismatch.exact()));
        if (format.contains(answer.got())) {
            node.put("gotCode", FormatsCommand.hex(format.encode(answer.got()), (format.bits() + 3) / 4));
        }
        if (format.contains(mismatch.exact())) {
            node.put("exactCode", FormatsCommand.hex(format.encode(mismatch.exact()), (format.bits() + 3) / 4));
        }
        BigInteger apart = mismatch.valuesApart();
        if (apart != null) {
            node.put("codesApart", apart);
        }
        return node;
    }

    static ObjectNode diagnosis(Diagnosis diagnosis) {
        ObjectNode node = Json.object();
        node.put("answers", diagnosis.answers());
        node.put("wrong", diagnosis.wrong());
        node.put("explained", !diagnosis.complete().isEmpty());
        ArrayNode explanations = node.putArray("explanations");
        for (Explanation explanation : diagnosis.best()) {
            ObjectNode one = explanations.addObject();
            one.put("name", explanation.name());
            one.put("wrongAnswersExplained", explanation.explained());
            ArrayNode suspects = one.putArray("suspects");
            for (Suspect suspect : explanation.suspects()) {
                suspects.addObject()
                        .put("name", suspect.name())
                        .put("description", suspect.description())
                        .put("hint", suspect.hint());
            }
        }
        return node;
    }
}

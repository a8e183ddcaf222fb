package org.roundproof.conformance.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.roundproof.InputException;
import org.roundproof.conformance.Query;

/**
 * Holds every fault, and pairs of those that explain something, against the answers. Sampled answers sort out; what
 * survives is held against every answer.
 */
final class Search {
    /** Wrong answers, and right ones, that every fault is held against. */
    static final int SAMPLE = 1000;

    /** Faults that pairs are made of. */
    private static final int POOL = 24;

    /** Partial explanations that are reported. */
    private static final int REPORTED = 3;

    /** A partial explanation is less probable than that if it changes answers by lot. */
    static final double CHANCE = 1e-6;

    private final List<Answered> answers;
    private final List<Query> tests;
    private final int[] wrong;
    private final int[] wrongSample;
    private final int[] rightSample;

    Search(List<Answered> answers) {
        this.answers = answers;
        tests = answers.stream().map(Answered::query).toList();
        boolean[] isRight = new boolean[answers.size()];
        for (int i = 0; i < isRight.length; i++) {
            isRight[i] = answers.get(i).is(tests.get(i).answer());
        }
        wrong = IntStream.range(0, isRight.length).filter(i -> !isRight[i]).toArray();
        wrongSample = spread(wrong);
        rightSample = spread(
                IntStream.range(0, isRight.length).filter(i -> isRight[i]).toArray());
    }

    private static int[] spread(int[] all) {
        int taken = Math.min(all.length, SAMPLE);
        return IntStream.range(0, taken)
                .map(i -> all[(int) ((long) i * all.length / taken)])
                .toArray();
    }

    /** A fault, or two, with the rounding that has it. */
    private record Candidate(List<Suspect> suspects, Semantics rounding, int explained, int contradicted) {}

    Diagnosis diagnosis() {
        if (wrong.length == 0) {
            return new Diagnosis(answers.size(), 0, List.of(), List.of());
        }
        Semantics right = Semantics.right(tests.get(0).quantizer());
        List<Candidate> some = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        List<Fault> silent = new ArrayList<>();
        for (Fault fault : candidates(right)) {
            Semantics changed = fault.change().on(right);
            if (changed != null) {
                Candidate candidate = judge(List.of(fault.suspect()), changed);
                if (candidate.explained() > 0) {
                    some.add(candidate);
                    faults.add(fault);
                } else if (IntStream.of(rightSample).allMatch(i -> agrees(changed, i))) {
                    silent.add(fault);
                }
            }
        }
        List<Explanation> complete =
                some.stream().filter(this::explainsEverything).map(this::whole).toList();
        if (complete.isEmpty()) {
            complete = pairs(right, some, faults, silent);
        }
        return new Diagnosis(answers.size(), wrong.length, complete, complete.isEmpty() ? partial(some) : List.of());
    }

    private List<Fault> candidates(Semantics right) {
        Fault constant = ConstantWord.of(answers, tests, right);
        return constant == null
                ? Faults.ALL
                : Stream.concat(Faults.ALL.stream(), Stream.of(constant)).toList();
    }

    private Candidate judge(List<Suspect> suspects, Semantics rounding) {
        int explained =
                (int) IntStream.of(wrongSample).filter(i -> agrees(rounding, i)).count();
        int contradicted = explained == 0
                ? 0
                : (int) IntStream.of(rightSample)
                        .filter(i -> !agrees(rounding, i))
                        .count();
        return new Candidate(suspects, rounding, explained, contradicted);
    }

    private boolean agrees(Semantics rounding, int i) {
        try {
            return answers.get(i).is(rounding.answer(tests, i));
        } catch (InputException e) {
            return false; // the words given do not decide it
        }
    }

    private boolean explainsEverything(Candidate candidate) {
        return candidate.explained() == wrongSample.length
                && candidate.contradicted() == 0
                && IntStream.range(0, answers.size()).allMatch(i -> agrees(candidate.rounding(), i));
    }

    private Explanation whole(Candidate candidate) {
        return new Explanation(candidate.suspects(), wrong.length);
    }

    /**
     * Pairs that explain everything, in either order; the first fault of a pair is made first. Where there is none, pairs
     * with a fault that these tests do not show alone.
     */
    private List<Explanation> pairs(Semantics right, List<Candidate> some, List<Fault> faults, List<Fault> silent) {
        List<Integer> pool = IntStream.range(0, some.size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        i -> some.get(i).contradicted() - some.get(i).explained()))
                .limit(POOL)
                .toList();
        List<Explanation> found = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            for (int j = 0; j < i; j++) {
                Fault one = faults.get(Math.min(pool.get(i), pool.get(j)));
                Fault other = faults.get(Math.max(pool.get(i), pool.get(j)));
                if (explain(right, one, other) || explain(right, other, one)) {
                    found.add(new Explanation(List.of(one.suspect(), other.suspect()), wrong.length));
                }
            }
        }
        if (found.isEmpty()) {
            for (int i : pool) {
                for (Fault other : silent) {
                    Fault one = faults.get(i);
                    if (explain(right, one, other) || explain(right, other, one)) {
                        found.add(new Explanation(List.of(one.suspect(), other.suspect()), wrong.length));
                    }
                }
            }
        }
        return found;
    }

    private boolean explain(Semantics right, Fault first, Fault second) {
        Semantics once = first.change().on(right);
        Semantics other = second.change().on(right);
        if (once == null || other != null && sameStage(right, once, other)) {
            return false;
        }
        Semantics both = second.change().on(once);
        return both != null
                && IntStream.of(wrongSample).allMatch(i -> agrees(both, i))
                && IntStream.of(rightSample).allMatch(i -> agrees(both, i))
                && IntStream.range(0, answers.size()).allMatch(i -> agrees(both, i));
    }

    /** Whether both change the words; two such mistakes together can look like anything. */
    private static boolean sameStage(Semantics right, Semantics one, Semantics other) {
        return one.words() != right.words() && other.words() != right.words();
    }

    private List<Explanation> partial(List<Candidate> some) {
        return some.stream()
                .filter(candidate -> candidate.contradicted() == 0)
                .sorted(Comparator.comparingInt(Candidate::explained).reversed())
                .filter(this::contradictsNothing)
                .limit(REPORTED)
                .map(candidate -> new Explanation(candidate.suspects(), (int) IntStream.of(wrong)
                        .filter(i -> agrees(candidate.rounding(), i))
                        .count()))
                .filter(explanation -> meaningful(explanation.explained()))
                .toList();
    }

    /** Whether so many wrong answers and no right one are met where as many answers taken by lot would hardly be. */
    private boolean meaningful(int explained) {
        return 2L * explained >= wrong.length
                && explained * Math.log((double) wrong.length / answers.size()) <= Math.log(CHANCE);
    }

    private boolean contradictsNothing(Candidate candidate) {
        return IntStream.range(0, answers.size()).allMatch(i -> isWrong(i) || agrees(candidate.rounding(), i));
    }

    private boolean isWrong(int i) {
        return Arrays.binarySearch(wrong, i) >= 0;
    }
}

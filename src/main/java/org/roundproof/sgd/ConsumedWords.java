package org.roundproof.sgd;

import java.util.ArrayList;
import java.util.List;
import org.roundproof.quantizer.Operator;
import org.roundproof.quantizer.Quantizer;
import org.roundproof.quantizer.model.AdditiveModel;
import org.roundproof.quantizer.model.MultiplicativeModel;
import org.roundproof.random.RandomWords;
import org.roundproof.random.WordSource;

/**
 * Adds to the tensors of a trace the random words that each element's operator asks for: the operator is asked again, by its
 * definition, with a source that remembers. A run whose trace does not go through here pays nothing for it.
 */
public final class ConsumedWords implements TraceSink {
    private final TraceSink next;
    private final TargetOperators operators;
    private final int columns;
    private final RandomWords words;
    private final int replicate;

    /**
     * A sink before another.
     *
     * @param next receives every tensor with its words
     * @param operators the run's operators
     * @param columns d
     * @param seed the run's seed
     * @param replicate the run's replicate
     */
    public ConsumedWords(TraceSink next, TargetOperators operators, int columns, long seed, int replicate) {
        this.next = next;
        this.operators = operators;
        this.columns = columns;
        this.words = new RandomWords(seed);
        this.replicate = replicate;
    }

    @Override
    public boolean accept(TraceEntry entry) {
        return next.accept(new TraceEntry(entry.step(), entry.target(), entry.before(), entry.after(), texts(entry)));
    }

    private List<String> texts(TraceEntry entry) {
        Operator operator = operators.get(entry.target());
        int group = operator instanceof MultiplicativeModel model
                ? SharedFactor.group(
                        model, entry.target(), columns, entry.before().size())
                : 1;
        List<String> texts = new ArrayList<>();
        boolean any = false;
        for (int i = 0; i < entry.before().size(); i++) {
            Recorder recorder =
                    new Recorder(words.element(entry.target().role(), entry.step(), replicate, i - i % group));
            ask(operator, entry.before(), i, recorder);
            String text = recorder.text();
            texts.add(text);
            any |= !text.isEmpty();
        }
        return any ? texts : List.of();
    }

    private static void ask(Operator operator, Tensor before, int element, WordSource source) {
        if (operator instanceof Quantizer quantizer && Double.isFinite(before.value(element))) {
            quantizer.quantize(before.exact(element), source);
        } else if (operator instanceof AdditiveModel model) {
            model.law().draw(source);
        } else if (operator instanceof MultiplicativeModel model) {
            model.law().draw(source);
        }
    }

    /** Remembers what it was asked for; words are asked for level by level. */
    private static final class Recorder implements WordSource {
        private final WordSource source;
        private final List<List<String>> uses = List.of(new ArrayList<>(), new ArrayList<>());

        Recorder(WordSource source) {
            this.source = source;
        }

        @Override
        public int word(int use, int level) {
            int word = source.word(use, level);
            List<String> asked = uses.get(use);
            if (level == asked.size()) {
                asked.add(String.format("0x%08x", word));
            }
            return word;
        }

        /** The words of use 0 by level, then after a semicolon those of use 1; empty where none was asked for. */
        String text() {
            String first = String.join(" ", uses.get(0));
            return uses.get(1).isEmpty() ? first : first + ";" + String.join(" ", uses.get(1));
        }
    }
}

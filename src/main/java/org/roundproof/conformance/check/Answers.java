package org.roundproof.conformance.check;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answers of an implementation, row by row. */
public interface Answers extends AutoCloseable {
    /**
     * The next row, null at the end.
     *
     * @throws org.roundproof.InputException naming file and line, where a row cannot be read
     */
    @Nullable
    AnswerRow next() throws IOException;

    @Override
    void close() throws IOException;
}

package org.roundproof.problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.roundproof.InputException;

/** Reads whole files; text must be UTF-8 (a byte-order mark is dropped). */
final class Texts {
    private Texts() {}

    static String read(String location) {
        return decode(bytes(location), location);
    }

    static byte[] bytes(String location) {
        try {
            Path path = Path.of(location);
            if (Files.isDirectory(path)) {
                throw new InputException(location + " is a directory; a file is needed");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new InputException("there is no file " + location);
        } catch (AccessDeniedException e) {
            throw new InputException(location + " may not be read");
        } catch (InvalidPathException | IOException e) {
            throw new InputException(location + " cannot be read: " + e.getMessage());
        }
    }

    /** Decodes with a decoder that reports malformed input in place of replacing it. */
    static String decode(byte[] bytes, String location) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        if (decoder.decode(input, output, true).isError()) {
            int line = 1;
            for (int i = 0; i < input.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new InputException(location + ", line " + line + ": byte " + input.position()
                    + " is not UTF-8; save the file as UTF-8");
        }
        String text = output.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}

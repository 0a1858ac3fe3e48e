package almanac.icalendar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The logical lines of a file (RFC 5545 3.1): one that begins with white space continues the one
 * before. Folds are taken out before anything is decoded, since some programs fold inside of a
 * character; and each line is decoded for itself, so that a wrong one stays alone.
 */
final class FileLines {

    /** Longer lines are cut off from reading: a text that long is refused however it is escaped. */
    static final int LONGEST = 1 << 22;

    private static final Charset FALLBACK = Charset.forName("windows-1252");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /**
     * One line.
     *
     * @param guessed whether it is no UTF-8, and was read as Windows-1252
     */
    record Line(String text, boolean guessed) {}

    private final List<Line> lines = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private FileLines() {}

    static List<Line> of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<Line> of(byte[] file) {
        var reading = new FileLines();
        for (var at = marked(file) ? BYTE_ORDER_MARK.length : 0; at < file.length; ) {
            var end = at;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            reading.add(file, at, end > at && file[end - 1] == '\r' ? end - 1 : end);
            at = end + 1;
        }
        reading.end();
        return reading.lines;
    }

    private static boolean marked(byte[] file) {
        var length = BYTE_ORDER_MARK.length;
        return file.length >= length && Arrays.equals(file, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private void add(byte[] file, int from, int to) {
        if (from == to) {
            return;
        }
        if (line.size() > 0 && (file[from] == ' ' || file[from] == '\t')) {
            if (line.size() < LONGEST) {
                line.write(file, from + 1, to - from - 1);
            }
        } else {
            end();
            line.write(file, from, to - from);
        }
    }

    private void end() {
        if (line.size() > 0) {
            lines.add(decoded(line.toByteArray()));
            line.reset();
        }
    }

    private static Line decoded(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new Line(text.toString(), false);
        } catch (CharacterCodingException notUtf8) {
            return new Line(new String(bytes, FALLBACK), true);
        }
    }
}

package almanac.icalendar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The logical lines of a file (RFC 5545 3.1): one that begins with white space continues the one
 * before. Folds are taken out before anything is decoded, since some programs fold inside of a
 * character; and each line is decoded for itself, so that a wrong one stays alone.
 */
final class FileLines {

    /** Longer lines are cut off from reading: an event with one is refused, whatever it says. */
    private static final int LONGEST = 2 * GroupReader.MOST_BYTES;

    private static final Charset FALLBACK = Charset.forName("windows-1252");

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
        return cut(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param said by whoever sent the file; what is UTF-8 all the same is that
     */
    static List<Line> of(byte[] file, Charset said) {
        if (begins(file, 0xfe, 0xff) || begins(file, 0xff, 0xfe)) {
            return of(new String(file, StandardCharsets.UTF_16));
        }
        return said.equals(StandardCharsets.UTF_8) || isUtf8BeyondAscii(file)
                ? cut(file)
                : of(new String(file, said));
    }

    private static boolean isUtf8BeyondAscii(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
            return text.chars().anyMatch(c -> c >= 0x80);
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    /** A file without any line feed ends its lines as old Macs did. */
    private static byte end(byte[] file) {
        for (var octet : file) {
            if (octet == '\n') {
                return '\n';
            }
        }
        return '\r';
    }

    private static List<Line> cut(byte[] file) {
        var reading = new FileLines();
        var mark = end(file);
        for (var at = begins(file, 0xef, 0xbb, 0xbf) ? 3 : 0; at < file.length; ) {
            var end = at;
            while (end < file.length && file[end] != mark) {
                end++;
            }
            reading.add(file, at, end > at && file[end - 1] == '\r' ? end - 1 : end);
            at = end + 1;
        }
        reading.end();
        return reading.lines;
    }

    /** Whether a byte order mark stands there. */
    private static boolean begins(byte[] file, int... octets) {
        for (var i = 0; i < octets.length; i++) {
            if (i >= file.length || (file[i] & 0xff) != octets[i]) {
                return false;
            }
        }
        return true;
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

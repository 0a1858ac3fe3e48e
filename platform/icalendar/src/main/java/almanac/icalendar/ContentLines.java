package almanac.icalendar;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Content lines as RFC 5545 3.1 wants them: CRLF, folded at 75 octets, never inside a character,
 * and without the control characters that it leaves out of every text.
 */
final class ContentLines {

    private static final int OCTETS = 75;
    private static final int DELETE = 0x7f;

    private final Writer out;

    ContentLines(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** A TEXT property; nothing is written for an empty value. */
    void text(String nameAndParameters, String value) throws IOException {
        if (!value.isEmpty()) {
            line(nameAndParameters + ":" + Texts.escaped(value));
        }
    }

    void line(String line) throws IOException {
        var octets = 0;
        for (var i = 0; i < line.length(); ) {
            var point = line.codePointAt(i);
            if (point < ' ' && point != '\t' || point == DELETE) {
                i++;
                continue;
            }
            var size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (octets + size > OCTETS) {
                out.write("\r\n ");
                octets = 1;
            }
            out.write(line, i, Character.charCount(point));
            octets += size;
            i += Character.charCount(point);
        }
        out.write("\r\n");
    }

    /** Lines that another of these wrote. */
    void copy(String written) throws IOException {
        out.write(written);
    }

    void flush() throws IOException {
        out.flush();
    }
}

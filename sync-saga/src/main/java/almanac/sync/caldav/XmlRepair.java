package almanac.sync.caldav;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of a document that a server did not check: many hand out texts as somebody once
 * stored them, with characters that XML 1.0 has no place for (2.2), and some with octets that are
 * none of its encoding. One such text would keep all others of its answer from being read.
 */
final class XmlRepair {

    private static final int DECLARATION = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']");
    private static final Pattern REFERENCE =
            Pattern.compile("&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,9}));");
    private static final int REPLACEMENT = 0xfffd;

    private XmlRepair() {}

    /** The same document without characters that may not stand in one. */
    static String of(byte[] document) {
        var text = new String(document, encoding(document));
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(XmlRepair::allowed).forEach(kept::appendCodePoint);
        return REFERENCE
                .matcher(kept)
                .replaceAll(found -> allowed(point(found.group(1), found.group(2))) ? "$0" : "");
    }

    private static int point(@Nullable String hex, String decimal) {
        return hex == null ? Integer.parseInt(decimal) : (int) Long.parseLong(hex, 16);
    }

    private static boolean allowed(int point) {
        return point >= ' ' && point < Character.MIN_SURROGATE
                || point > Character.MAX_SURROGATE && point <= REPLACEMENT
                || point > 0xffff && point <= Character.MAX_CODE_POINT
                || point == '\t'
                || point == '\n'
                || point == '\r';
    }

    private static Charset encoding(byte[] document) {
        var begin = Arrays.copyOf(document, Math.min(document.length, DECLARATION));
        var declared = ENCODING.matcher(new String(begin, StandardCharsets.ISO_8859_1));
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}

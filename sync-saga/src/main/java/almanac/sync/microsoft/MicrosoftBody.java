package almanac.sync.microsoft;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people wrote into an event, apart from what Teams writes below it: without that text, which
 * a line of underscores begins, the meeting cannot be joined any more.
 */
final class MicrosoftBody {

    private static final Pattern LINE = Pattern.compile("_{20,}");

    private MicrosoftBody() {}

    /** The people's part of a plain text; empty where they wrote nothing. */
    static Optional<String> written(String text, boolean online) {
        var line = LINE.matcher(text);
        var own = online && line.find() ? text.substring(0, line.start()) : text;
        return Optional.of(own.replace("\r\n", "\n").stripTrailing()).filter(s -> !s.isEmpty());
    }

    /**
     * The HTML of an online meeting with another people's part; empty where Teams' part cannot be
     * told from theirs.
     */
    static Optional<String> rewritten(String html, Optional<String> text) {
        var line = LINE.matcher(html);
        if (!line.find()) {
            return Optional.empty();
        }
        var tag = html.lastIndexOf('<', line.start());
        var rest = html.substring(tag < 0 ? line.start() : tag);
        var own = text.map(MicrosoftBody::html).orElse("");
        return Optional.of("<html><body>" + own + rest);
    }

    private static String html(String text) {
        var escaped =
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\n", "<br>");
        return "<div>" + escaped + "</div>";
    }
}

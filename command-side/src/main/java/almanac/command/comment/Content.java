package almanac.command.comment;

import almanac.comment.Template;
import almanac.message.Rejected;
import java.util.Optional;

/** What a comment says. */
final class Content {

    /** In characters as people count them, with the prefix of a template. */
    static final int LONGEST = 10_000;

    private Content() {}

    /**
     * The text as it is read: trimmed, after its template's prefix.
     *
     * @throws Rejected naming the field, when there is neither text nor template, or too much text
     */
    static String of(String field, String sent, Optional<Template> template) {
        var content = template.map(of -> of.render(sent)).orElseGet(sent::strip);
        if (content.isEmpty()) {
            throw Rejected.invalid(field, "Comment content cannot be empty");
        }
        if (content.codePointCount(0, content.length()) > LONGEST) {
            throw Rejected.invalid(
                    field, field + " must be shorter than or equal to " + LONGEST + " characters");
        }
        return content;
    }
}

package almanac.app.api.academic;

import almanac.entry.EntryNumber;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.regex.Pattern;

/** Events as this API names them: {@code event_42}; an occurrence has a number of its own. */
final class AcademicEventIds {

    private static final Pattern FORM = Pattern.compile("event_[A-Za-z0-9]+");
    private static final Pattern OURS = Pattern.compile("event_([1-9][0-9]{0,15})");

    private AcademicEventIds() {}

    static String text(EntryNumber number) {
        return "event_" + number.value();
    }

    /**
     * What a path names.
     *
     * @throws Rejected with NotFound for a well-formed id that no event can have, Invalid for
     *     anything else
     */
    static EntryNumber require(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new Rejected(new Rejection.Invalid("id", "Invalid event ID"));
        }
        var ours = OURS.matcher(text);
        if (!ours.matches()) {
            throw new Rejected(notFound(text));
        }
        return EntryNumber.parse(Long.parseLong(ours.group(1)))
                .orElseThrow(() -> new Rejected(notFound(text)));
    }

    static Rejection notFound(String text) {
        return new Rejection.NotFound("Calendar event", text);
    }
}

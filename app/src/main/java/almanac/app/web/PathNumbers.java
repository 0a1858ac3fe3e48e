package almanac.app.web;

import almanac.calendar.CalendarId;
import almanac.entry.EntryNumber;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;

/** What the PrimeCal family's paths name by number. Anything else is Invalid, naming the field. */
public final class PathNumbers {

    private PathNumbers() {}

    /** An entry or an occurrence (ADR 0004). */
    public static EntryNumber entry(String field, long sent) {
        return EntryNumber.parse(sent)
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.Invalid(
                                        field,
                                        "Validation failed (numeric string is expected)",
                                        Long.toString(sent))));
    }

    public static CalendarId calendar(long id) {
        return new CalendarId(positive(id));
    }

    public static UserId user(long id) {
        return new UserId(positive(id));
    }

    private static long positive(long id) {
        if (id < 1) {
            throw Rejected.invalid("id", "Validation failed (positive number is expected)");
        }
        return id;
    }
}

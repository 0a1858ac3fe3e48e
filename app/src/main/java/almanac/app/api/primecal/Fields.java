package almanac.app.api.primecal;

import almanac.app.web.Patch;
import almanac.app.web.Texts;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.IanaZones;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads single fields as the document limits them; each refusal names its field. */
final class Fields {

    private static final Pattern DATE =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}([T ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d([.,]\\d{1,9})?)?"
                            + "(Z|[+-](0\\d|1[0-8])(:?[0-5]\\d)?)?)?");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2})?");
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 64;

    private Fields() {}

    static String title(String sent) {
        var title = text("title", sent, 300).strip();
        if (Texts.invisible(title)) {
            throw Rejected.invalid("title", "title should not be empty");
        }
        return title;
    }

    /**
     * At most {@code longest} characters, counted as people see them rather than as UTF-16 has
     * them.
     */
    static String text(String field, String sent, int longest) {
        if (sent.codePointCount(0, sent.length()) > longest) {
            throw Rejected.invalid(
                    field, field + " must be shorter than or equal to " + longest + " characters");
        }
        return sent;
    }

    /** An ISO date of the years 1 to 9999; of a date-time the date part counts. */
    static LocalDate date(String field, String sent) {
        try {
            if (DATE.matcher(sent).matches()) {
                var date = LocalDate.parse(sent.substring(0, 10));
                if (date.getYear() > 0) {
                    return date;
                }
            }
        } catch (DateTimeParseException notADate) {
            throw notADate(field, sent);
        }
        throw notADate(field, sent);
    }

    private static Rejected notADate(String field, String sent) {
        return new Rejected(
                new Rejection.Invalid(
                        field, field + " must be a valid ISO 8601 date string", sent));
    }

    /** {@code HH:MM} or {@code HH:MM:SS}; empty text clears. */
    static Optional<LocalTime> time(String field, String sent) {
        if (sent.isBlank()) {
            return Optional.empty();
        }
        try {
            if (TIME.matcher(sent).matches()) {
                return Optional.of(LocalTime.parse(sent).truncatedTo(ChronoUnit.SECONDS));
            }
        } catch (DateTimeParseException notATime) {
            throw notATime(field, sent);
        }
        throw notATime(field, sent);
    }

    private static Rejected notATime(String field, String sent) {
        return new Rejected(new Rejection.Invalid(field, field + " must be a time as HH:MM", sent));
    }

    /** How this API writes a time: seconds are dropped. */
    static String clock(LocalTime time) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(time);
    }

    /** A member of an enum by its lower-case name. */
    static <E extends Enum<E>> E word(String field, String sent, List<E> allowed) {
        return allowed.stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(sent))
                .findFirst()
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.Invalid(
                                        field,
                                        field
                                                + " must be one of the following values: "
                                                + String.join(
                                                        ", ",
                                                        allowed.stream()
                                                                .map(e ->
                                                                        e.name()
                                                                                .toLowerCase(
                                                                                        Locale
                                                                                                .ROOT))
                                                                .toList()),
                                        sent)));
    }

    static ZoneId zone(String field, String sent) {
        return IanaZones.zone(sent).orElseThrow(() -> notAZone(field, sent));
    }

    private static Rejected notAZone(String field, String sent) {
        return new Rejected(
                new Rejection.Invalid(field, field + " must be an IANA time zone", sent));
    }

    static int between(String field, long sent, int least, int most) {
        if (sent < least || sent > most) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field,
                            field + " must be between " + least + " and " + most,
                            Long.toString(sent)));
        }
        return (int) sent;
    }

    /**
     * Trimmed, without empty ones and doubles (the first spelling stays), at most 50 (contract
     * 2.2).
     *
     * @param standing those that there are, which may be longer and more: files and providers wrote
     *     them
     */
    static List<String> tags(String field, List<String> sent, List<String> standing) {
        if (sent.equals(standing)) {
            return standing;
        }
        var kept = new LinkedHashMap<String, String>();
        for (var tag : sent) {
            if (tag == null) {
                throw Rejected.invalid(field, "each value in " + field + " must be a string");
            }
            if (!standing.contains(tag)) {
                text("each value in " + field, tag, LONGEST_TAG, field);
            }
            var trimmed = tag.strip();
            if (!trimmed.isEmpty()) {
                kept.putIfAbsent(trimmed.toLowerCase(Locale.ROOT), trimmed);
            }
        }
        return kept.values().stream().limit(Math.max(MOST_TAGS, standing.size())).toList();
    }

    private static void text(String what, String sent, int longest, String field) {
        if (sent.codePointCount(0, sent.length()) > longest) {
            throw Rejected.invalid(
                    field, what + " must be shorter than or equal to " + longest + " characters");
        }
    }

    /** For a field that cannot be cleared: null is refused. */
    static <T> Optional<T> given(String field, Patch<T> patch) {
        return switch (patch) {
            case Patch.Absent<T>() -> Optional.empty();
            case Patch.Value<T>(var value) -> Optional.of(value);
            case Patch.Null<T>() -> throw Rejected.invalid(field, field + " must not be null");
        };
    }

    static <T> T required(String field, Patch<T> patch) {
        return patch.present().orElseThrow(() -> Rejected.invalid(field, field + " is required"));
    }
}

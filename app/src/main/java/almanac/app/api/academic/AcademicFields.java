package almanac.app.api.academic;

import almanac.app.web.Patch;
import almanac.app.web.Texts;
import almanac.entry.Purpose;
import almanac.message.Rejected;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads single fields as the document limits them; each refusal names its field. */
final class AcademicFields {

    private static final Pattern INSTANT =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern HEX =
            Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N} _-]*");
    private static final int LONGEST_COLOR = 50;

    /** Leaves room for what iCalendar can write with four digits. */
    private static final int LAST_YEAR = 9998;

    private AcademicFields() {}

    static String title(String sent) {
        var title = sent.strip();
        if (Texts.invisible(title)) {
            throw Rejected.invalid("title", "title must not be empty");
        }
        return text("title", title, 255);
    }

    /** At most so many characters as people count them. */
    static String text(String field, String sent, int longest) {
        if (sent.codePointCount(0, sent.length()) > longest) {
            throw Rejected.invalid(field, field + " must have at most " + longest + " characters");
        }
        return sent;
    }

    /** An ISO date-time with Z or an offset, to the millisecond. */
    static Instant instant(String field, String sent) {
        try {
            if (INSTANT.matcher(sent).matches()) {
                var time = OffsetDateTime.parse(sent);
                if (time.getYear() > 0 && time.getYear() <= LAST_YEAR) {
                    return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
                }
            }
        } catch (DateTimeException notATime) {
            throw notAnInstant(field);
        }
        throw notAnInstant(field);
    }

    private static Rejected notAnInstant(String field) {
        return Rejected.invalid(
                field,
                field + " must be an ISO datetime with Z or an offset, of the years 1 to 9998");
    }

    static <E extends Enum<E>> E word(String field, String sent, E[] allowed) {
        return Arrays.stream(allowed)
                .filter(each -> each.name().equals(sent))
                .findFirst()
                .orElseThrow(() ->
                        Rejected.invalid(
                                field,
                                field
                                        + " must be one of "
                                        + Arrays.stream(allowed)
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", "))));
    }

    /** A hex code or a name, as it was sent. */
    static String color(String sent) {
        if (HEX.matcher(sent).matches()
                || sent.length() <= LONGEST_COLOR && NAME.matcher(sent).matches()) {
            return sent;
        }
        throw Rejected.invalid(
                "color",
                "color must be #rgb, #rrggbb, #rrggbbaa or a name of at most "
                        + LONGEST_COLOR
                        + " characters");
    }

    static String course(String sent) {
        if (sent.isBlank() || sent.chars().anyMatch(Character::isISOControl)) {
            throw Rejected.invalid("courseId", "courseId must be a name, or null for none");
        }
        return text("courseId", sent.strip(), Purpose.LONGEST_COURSE);
    }

    /** For a field that cannot be cleared: null is refused. */
    static <T> Optional<T> given(String field, Patch<T> patch) {
        return switch (patch) {
            case Patch.Absent<T>() -> Optional.empty();
            case Patch.Value<T>(var value) -> Optional.of(value);
            case Patch.Null<T>() -> throw Rejected.invalid(field, field + " must not be null");
        };
    }

    static <T> Optional<T> required(String field, Patch<T> patch) {
        if (patch.isAbsent()) {
            throw Rejected.invalid(field, field + " is required");
        }
        return given(field, patch);
    }
}

package almanac.icalendar;

import almanac.entry.Details;
import almanac.entry.EntryKind;
import almanac.entry.Priority;
import almanac.entry.Purpose;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a VEVENT is for. Only lines that we would write again character by character are read;
 * PRIORITY:0, parameters and unknown words stay among the extras.
 */
final class PurposeLines {

    private static final String PRIORITY = "PRIORITY";
    private static final String KIND = "X-ALMANAC-EVENT-TYPE";
    private static final String COURSE = "X-ALMANAC-COURSE";

    private static final Pattern WORDS =
            Pattern.compile(
                    PRIORITY
                            + ":[1-9]|"
                            + KIND
                            + ":("
                            + Arrays.stream(EntryKind.values())
                                    .map(EntryKind::name)
                                    .collect(Collectors.joining("|"))
                            + ")");

    private PurposeLines() {}

    static boolean understands(String line) {
        return WORDS.matcher(line).matches()
                || line.startsWith(COURSE + ":") && isCourse(line.substring(COURSE.length() + 1));
    }

    private static boolean isCourse(String raw) {
        var text = new Properties.Property(COURSE, Map.of(), raw).text();
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= Purpose.LONGEST_COURSE
                && Texts.escaped(text).equals(raw);
    }

    static Optional<Purpose> read(Properties properties) {
        return Optional.of(
                new Purpose(
                        properties.first(KIND).map(line -> EntryKind.valueOf(line.value())),
                        properties
                                .first(PRIORITY)
                                .map(line -> new Priority(Integer.parseInt(line.value()))),
                        properties.first(COURSE).map(Properties.Property::text)));
    }

    /** Whether a line that was not read is overruled by what the entry says since. */
    static boolean overrules(Details details, String line) {
        return ContentLine.of(line)
                .map(ContentLine::name)
                .filter(name ->
                        name.equals(PRIORITY) && details.priority().isPresent()
                                || name.equals(KIND) && details.kind().isPresent()
                                || name.equals(COURSE) && details.course().isPresent())
                .isPresent();
    }

    static void write(Details details, ContentLines lines) throws IOException {
        lines.text(
                PRIORITY, details.priority().map(Priority::number).map(String::valueOf).orElse(""));
        lines.text(KIND, details.kind().map(EntryKind::name).orElse(""));
        lines.text(COURSE, details.course().orElse(""));
    }
}

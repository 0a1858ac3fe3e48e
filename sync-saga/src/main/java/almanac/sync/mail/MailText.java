package almanac.sync.mail;

import almanac.entry.Answer.Response;
import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.recurrence.Frequency;
import almanac.sync.mail.Letter.Enclosure;
import almanac.sync.mail.Letter.Tone;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A letter in words, for people and for programs that cannot read the calendar part. */
final class MailText {

    private static final int LONGEST = 200;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private MailText() {}

    /** Nothing of it can end a header or begin another, and it is as long as a subject may be. */
    static String oneLine(String text) {
        var plain =
                text.codePoints()
                        .map(point -> endsLine(point) ? ' ' : point)
                        .limit(LONGEST)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append);
        return plain.toString().strip();
    }

    private static boolean endsLine(int point) {
        return Character.isISOControl(point) || point == '\u2028' || point == '\u2029';
    }

    static String subject(Letter letter) {
        var first = letter.enclosures().getFirst();
        return oneLine(word(first) + ": " + details(first).title());
    }

    private static String word(Enclosure enclosure) {
        return switch (enclosure.tone()) {
            case INVITED -> "Invitation";
            case CHANGED -> "Updated invitation";
            case CANCELLED -> "Cancelled";
            case ANSWERED -> answer(enclosure);
        };
    }

    private static String answer(Enclosure enclosure) {
        return switch (response(enclosure)) {
            case ACCEPTED -> "Accepted";
            case DECLINED -> "Declined";
            case TENTATIVE -> "Tentatively accepted";
            case NEEDS_ACTION, DELEGATED -> "Answer";
        };
    }

    private static Response response(Enclosure enclosure) {
        return details(enclosure).people().attendees().stream()
                .findFirst()
                .map(Attendee::answer)
                .map(answer -> answer.response())
                .orElse(Response.NEEDS_ACTION);
    }

    /** What it is about: the one occurrence, or the whole. */
    private static Details details(Enclosure enclosure) {
        return enclosure.whole()
                ? enclosure.object().details()
                : enclosure.object().overrides().getFirst().details();
    }

    static String text(Letter letter, String who) {
        return letter.enclosures().stream()
                .map(enclosure -> paragraph(enclosure, oneLine(who)))
                .collect(Collectors.joining("\r\n\r\n", "", "\r\n"));
    }

    private static String paragraph(Enclosure enclosure, String who) {
        var details = details(enclosure);
        var lines = new ArrayList<String>();
        lines.add(opening(enclosure.tone(), who) + oneLine(details.title()));
        lines.addAll(times(enclosure));
        details.location().ifPresent(place -> lines.add("Where: " + oneLine(place)));
        if (enclosure.tone() == Tone.INVITED || enclosure.tone() == Tone.CHANGED) {
            details.description().ifPresent(text -> lines.add("\r\n" + text));
        }
        return String.join("\r\n", lines);
    }

    private static String opening(Tone tone, String who) {
        return switch (tone) {
            case INVITED -> who + " invites you to: ";
            case CHANGED -> who + " has changed: ";
            case CANCELLED -> who + " has called off your part in: ";
            case ANSWERED -> who + " has answered for: ";
        };
    }

    private static List<String> times(Enclosure enclosure) {
        if (!enclosure.whole()) {
            return enclosure.object().overrides().stream()
                    .map(override -> "When: " + when(override.span()))
                    .toList();
        }
        var lines = new ArrayList<>(List.of("When: " + when(enclosure.object().span())));
        rhythm(enclosure.object()).ifPresent(word -> lines.add("Repeats: " + word));
        return lines;
    }

    private static Optional<String> rhythm(ImportedEntry object) {
        return object.recurrence()
                .map(recurrence ->
                        recurrence
                                .rule()
                                .map(rule -> word(rule.frequency()))
                                .orElse("on several dates"));
    }

    private static String word(Frequency frequency) {
        return frequency.name().toLowerCase(Locale.ROOT);
    }

    private static String when(Span span) {
        return switch (span) {
            case Span.AllDay(LocalDate start, LocalDate end, boolean untimed) ->
                    end.equals(start.plusDays(1))
                            ? DAY.format(start)
                            : DAY.format(start) + " to " + DAY.format(end.minusDays(1));
            case Span.Timed(var start, var zone, var end) ->
                    DAY.format(start)
                            + ", "
                            + TIME.format(start)
                            + until(start, end)
                            + " ("
                            + zone.getId()
                            + ")";
        };
    }

    private static String until(LocalDateTime start, End end) {
        return switch (end) {
            case End.None() -> "";
            case End.OnDay(var day) when day.equals(start.toLocalDate()) -> "";
            case End.OnDay(var day) -> " to " + DAY.format(day);
            case End.At(var time) when time.toLocalDate().equals(start.toLocalDate()) ->
                    " to " + TIME.format(time);
            case End.At(var time) -> " to " + DAY.format(time) + ", " + TIME.format(time);
        };
    }
}

package almanac.icalendar;

import almanac.entry.Answer;
import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.EntryKind;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.entry.Priority;
import almanac.entry.Purpose;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.entry.Wording;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Entries of every kind that iCalendar can hold, from a seed. */
final class RandomEntries {

    private static final List<ZoneId> ZONES =
            java.util.stream.Stream.of(
                            "Europe/Berlin",
                            "America/New_York",
                            "Africa/Casablanca",
                            "Australia/Lord_Howe",
                            "Asia/Kolkata",
                            "UTC")
                    .map(ZoneId::of)
                    .toList();

    private static final List<String> WORDS =
            List.of(
                    "Soccer",
                    "practice",
                    ",",
                    ";",
                    "\\",
                    "\n",
                    "\"",
                    ":",
                    "Zürich",
                    "👩‍👩‍👧",
                    "日本",
                    "a, b; c",
                    "\\n",
                    "x".repeat(90),
                    "é".repeat(50),
                    "=",
                    "^n",
                    "'");

    private static final List<String> RULES =
            List.of(
                    "FREQ=DAILY",
                    "FREQ=DAILY;INTERVAL=3;COUNT=7",
                    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
                    "FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,TU",
                    "FREQ=MONTHLY;BYDAY=-1FR",
                    "FREQ=MONTHLY;BYMONTHDAY=-1",
                    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
                    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29");

    private final RandomGenerator random;

    RandomEntries(RandomGenerator random) {
        this.random = random;
    }

    ImportedEntry entry(int number) {
        var span = span(random.nextBoolean());
        var recurrence = random.nextBoolean() ? Optional.of(recurrence(span)) : none();
        var exclusions = new ArrayList<LocalDateTime>();
        var overrides = new ArrayList<ImportedOverride>();
        if (recurrence.isPresent()) {
            for (var day = 1; day <= random.nextInt(6); day++) {
                var start = span.localStart().plusDays(7L * day);
                if (random.nextBoolean()) {
                    exclusions.add(start);
                } else {
                    var moved = span(span instanceof Span.Timed);
                    overrides.add(new ImportedOverride(start, details(), moved));
                }
            }
        }
        return new ImportedEntry(
                "entry-" + number + "@random", details(), span, recurrence, exclusions, overrides);
    }

    private static Optional<Recurrence> none() {
        return Optional.empty();
    }

    private Recurrence recurrence(Span span) {
        var additions =
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> span.localStart().plusDays(1L + random.nextInt(500)))
                        .toList();
        var rule =
                additions.isEmpty() || random.nextInt(3) > 0
                        ? Optional.of(Rule.parse(pick(RULES)))
                        : Optional.<Rule>empty();
        return new Recurrence(rule, additions);
    }

    private Span span(boolean timed) {
        var day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4000));
        if (!timed) {
            return new Span.AllDay(
                    day, day.plusDays(1 + random.nextInt(5)), random.nextInt(3) == 0);
        }
        var start = day.atTime(9 + random.nextInt(12), random.nextInt(60), random.nextInt(2) * 30);
        var end =
                switch (random.nextInt(4)) {
                    case 0 -> new End.None();
                    case 1 -> new End.OnDay(day.plusDays(random.nextInt(3)));
                    default -> new End.At(start.plusMinutes(1 + random.nextInt(3000)));
                };
        return new Span.Timed(start, pick(ZONES), end);
    }

    private Details details() {
        var extras =
                List.of(
                        "X-LONG;X-P=\"a;b\":" + "v".repeat(random.nextInt(200)),
                        "ATTENDEE;CN=\"Doe, Jane\";PARTSTAT=ACCEPTED:urn:uuid:0b4f",
                        "URL:https://example.org/?a=1,2;3",
                        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT5M\r\nEND:VALARM");
        return new Details(
                text(),
                maybe(),
                maybe(),
                pick(List.of(Status.values())),
                random.nextBoolean() ? Optional.of("#12ab34") : Optional.empty(),
                random.nextBoolean() ? Optional.of("⚽") : Optional.empty(),
                maybe(),
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> text() + i).distinct().toList(),
                extras.subList(0, random.nextInt(4)),
                Optional.of(purpose()),
                Optional.of(meeting()));
    }

    private Meeting meeting() {
        var organizer =
                random.nextBoolean()
                        ? Optional.of(new Organizer(address("chair"), maybe(), wording()))
                        : Optional.<Organizer>empty();
        var attendees =
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> attendee(address("person" + i)))
                        .toList();
        return new Meeting(organizer, attendees, random.nextInt(4) * random.nextInt(100));
    }

    private MailAddress address(String name) {
        return new MailAddress(
                name + pick(List.of("", "+tag", ".%41", "?#&", "ü", "^{|}`'")) + "@Example.org");
    }

    private Attendee attendee(MailAddress address) {
        return new Attendee(
                new Invitee(
                        address,
                        maybe(),
                        pick(List.of(Invitee.Role.values())),
                        pick(List.of(Invitee.Kind.values())),
                        wording()),
                new Answer(pick(List.of(Answer.Response.values())), maybe()));
    }

    private Wording wording() {
        var parameters =
                List.of(
                        "RSVP=TRUE",
                        "DELEGATED-TO=\"mailto:a@example.org\",\"mailto:b@example.org\"",
                        "LANGUAGE=de-AT",
                        "X-Odd= \\n ^^ ",
                        "DIR=\"ldap://example.org:6666/o=A;b\"");
        return new Wording(
                Optional.empty(),
                parameters.stream().filter(each -> random.nextInt(3) == 0).toList());
    }

    private Purpose purpose() {
        return new Purpose(
                random.nextBoolean()
                        ? Optional.of(pick(List.of(EntryKind.values())))
                        : Optional.empty(),
                random.nextBoolean()
                        ? Optional.of(new Priority(1 + random.nextInt(9)))
                        : Optional.empty(),
                maybe().map(text -> text.substring(0, Math.min(text.length(), 40)))
                        .filter(text ->
                                text.codePoints().noneMatch(c -> c > 0xffff || c == 0xd83d)));
    }

    private Optional<String> maybe() {
        return random.nextBoolean() ? Optional.of(text()) : Optional.empty();
    }

    private String text() {
        var text = new StringBuilder(pick(List.of("A", "b", "Ü", "7")));
        for (var i = random.nextInt(6); i > 0; i--) {
            text.append(random.nextBoolean() ? " " : "").append(pick(WORDS));
        }
        return text.append(pick(List.of("z", "\\", "!", ","))).toString();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

package almanac.icalendar;

import almanac.entry.Answer;
import almanac.entry.Answer.Response;
import almanac.entry.Attendee;
import almanac.entry.Invitee;
import almanac.entry.Invitee.Kind;
import almanac.entry.Invitee.Role;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.entry.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes the lines of a component that say with whom it takes place. What it does not take stays a
 * line: people without a mail address, an address that comes twice, more of them than we keep. Of
 * what it takes only what says nothing is not kept: defaults that are written out, the order of
 * people, the case of names.
 */
final class MeetingReader {

    private static final Pattern NUMBER = Pattern.compile("\\s*[0-9]{1,9}\\s*");

    private Optional<Organizer> organizer = Optional.empty();
    private final Map<MailAddress, Attendee> attendees = new TreeMap<>(MailAddress.BY_PERSON);
    private OptionalInt sequence = OptionalInt.empty();

    /** Whether the meeting says now what the line says. */
    boolean takes(String name, String line) {
        return switch (name) {
            case "ORGANIZER" ->
                    organizer.isEmpty() && read(line).filter(this::organizer).isPresent();
            case "ATTENDEE" ->
                    attendees.size() < Meeting.MOST_ATTENDEES
                            && read(line).filter(this::attendee).isPresent();
            case "SEQUENCE" -> sequence.isEmpty() && read(line).filter(this::sequence).isPresent();
            default -> false;
        };
    }

    private static Optional<ContentLine> read(String line) {
        return Wording.fitsOneLine(line) ? ContentLine.of(line) : Optional.empty();
    }

    private boolean organizer(ContentLine line) {
        var modelled = PersonWords.OF_ORGANIZER;
        organizer =
                address(line, modelled)
                        .map(address ->
                                new Organizer(
                                        address,
                                        line.text(PersonWords.NAME),
                                        wording(line, address, modelled)));
        return organizer.isPresent();
    }

    private boolean attendee(ContentLine line) {
        var attendee =
                address(line, PersonWords.OF_ATTENDEE)
                        .filter(address -> !attendees.containsKey(address))
                        .map(address -> new Attendee(invitee(line, address), answer(line)));
        attendee.ifPresent(each -> attendees.put(each.address(), each));
        return attendee.isPresent();
    }

    /** The address of a line on which no parameter that we model comes twice. */
    private static Optional<MailAddress> address(ContentLine line, Set<String> modelled) {
        var names =
                line.parameters().stream()
                        .map(ContentLine.Parameter::name)
                        .filter(modelled::contains)
                        .toList();
        return names.size() == Set.copyOf(names).size()
                ? CalendarAddress.mailAddress(line)
                : Optional.empty();
    }

    /** Unknown words mean what RFC 5545 3.2.3 and 3.2.16 say, and stay as they are. */
    private static Invitee invitee(ContentLine line, MailAddress address) {
        return new Invitee(
                address,
                line.text(PersonWords.NAME),
                line.parameter(PersonWords.ROLE).flatMap(PersonWords::role).orElse(Role.REQUIRED),
                line.parameter(PersonWords.KIND)
                        .map(word -> PersonWords.kind(word).orElse(Kind.UNKNOWN))
                        .orElse(Kind.INDIVIDUAL),
                wording(line, address, PersonWords.OF_ATTENDEE));
    }

    private static Answer answer(ContentLine line) {
        return new Answer(
                line.parameter(PersonWords.RESPONSE)
                        .flatMap(PersonWords::response)
                        .orElse(Response.NEEDS_ACTION),
                line.text(PersonWords.COMMENT));
    }

    private static Wording wording(ContentLine line, MailAddress address, Set<String> modelled) {
        var beyond =
                line.parameters().stream()
                        .filter(each ->
                                !modelled.contains(each.name()) || !PersonWords.understood(each))
                        .map(ContentLine.Parameter::raw)
                        .toList();
        return new Wording(CalendarAddress.beyond(address, line.value().strip()), beyond);
    }

    private boolean sequence(ContentLine line) {
        if (line.parameters().isEmpty() && NUMBER.matcher(line.value()).matches()) {
            sequence = OptionalInt.of(Integer.parseInt(line.value().strip()));
        }
        return sequence.isPresent();
    }

    Optional<Meeting> meeting() {
        return Optional.of(
                new Meeting(organizer, List.copyOf(attendees.values()), sequence.orElse(0)));
    }
}

package almanac.sync.mail;

import almanac.entry.Answer.Response;
import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.entry.Wording;
import almanac.icalendar.ICalendarWriter.Method;
import almanac.sync.mail.Letter.Enclosure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What every scheduling message of an organizer says: who they are, which version it is, and who is
 * concerned. An invitation lists everybody and asks for an answer; a cancellation names nobody but
 * whom it goes to.
 */
final class Dressing {

    private static final String ASKED = "RSVP=";

    private final Organizer organizer;
    private final MailAddress who;
    private final int significance;
    private final boolean cancels;

    private Dressing(Organizer organizer, MailAddress who, int significance, boolean cancels) {
        this.organizer = organizer;
        this.who = who;
        this.significance = significance;
        this.cancels = cancels;
    }

    static Enclosure of(Enclosure plain, Organizer organizer, MailAddress who, int significance) {
        var cancels = plain.method() == Method.CANCEL;
        var object = new Dressing(organizer, who, significance, cancels).dressed(plain.object());
        return new Enclosure(plain.method(), plain.tone(), object, plain.whole());
    }

    private ImportedEntry dressed(ImportedEntry plain) {
        return new ImportedEntry(
                plain.uid(),
                dressed(plain.details()),
                plain.span(),
                plain.recurrence(),
                plain.exclusions(),
                plain.overrides().stream()
                        .map(each ->
                                new ImportedOverride(
                                        each.originalStart(), dressed(each.details()), each.span()))
                        .toList());
    }

    private Details dressed(Details details) {
        var meeting = details.people();
        var attendees =
                meeting.attendees().stream()
                        .filter(each -> !cancels || each.address().same(who))
                        .map(this::asked)
                        .toList();
        return details.with(
                new Meeting(Optional.of(organizer), attendees, meeting.sequence() + significance));
    }

    private Attendee asked(Attendee attendee) {
        var invitee = attendee.invitee();
        var parameters = invitee.wording().parameters();
        if (cancels
                || attendee.answer().response() != Response.NEEDS_ACTION
                || parameters.stream()
                        .anyMatch(each -> each.toUpperCase(Locale.ROOT).startsWith(ASKED))) {
            return attendee;
        }
        var more = new ArrayList<>(parameters);
        more.add(ASKED + "TRUE");
        return new Attendee(
                new Invitee(
                        invitee.address(),
                        invitee.name(),
                        invitee.role(),
                        invitee.kind(),
                        new Wording(invitee.wording().uri(), List.copyOf(more))),
                attendee.answer());
    }
}

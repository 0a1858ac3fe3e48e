package almanac.sync.caldav;

import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.entry.Wording;

/** Rewords the lines about people. */
final class People {

    /** What a line says beyond who it is about. */
    interface Rewording {
        Wording of(MailAddress address, Wording wording);
    }

    private People() {}

    static Details reworded(Details details, Rewording rewording) {
        if (details.meeting().isEmpty()) {
            return details;
        }
        var people = details.people();
        return details.with(
                new Meeting(
                        people.organizer().map(one -> reworded(one, rewording)),
                        people.attendees().stream().map(one -> reworded(one, rewording)).toList(),
                        people.sequence()));
    }

    static Organizer reworded(Organizer one, Rewording rewording) {
        return new Organizer(one.address(), one.name(), rewording.of(one.address(), one.wording()));
    }

    static Invitee reworded(Invitee one, Rewording rewording) {
        return new Invitee(
                one.address(),
                one.name(),
                one.role(),
                one.kind(),
                rewording.of(one.address(), one.wording()));
    }

    private static Attendee reworded(Attendee one, Rewording rewording) {
        return new Attendee(reworded(one.invitee(), rewording), one.answer());
    }
}

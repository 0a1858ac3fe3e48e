package almanac.sync.mail;

import almanac.entry.Attendee;
import almanac.entry.ImportedEntry;
import almanac.entry.MailAddress;
import almanac.icalendar.ICalendarWriter.Method;
import java.util.List;
import java.util.Optional;

/** What one person is told of one change; of a series that was split it concerns two objects. */
record Letter(MailAddress to, List<Enclosure> enclosures) {

    /** How it is said. */
    enum Tone {
        INVITED,
        CHANGED,
        CANCELLED,
        ANSWERED
    }

    /**
     * One scheduling message.
     *
     * @param whole whether it is about all of the object; else about its overrides alone
     */
    record Enclosure(Method method, Tone tone, ImportedEntry object, boolean whole) {}

    /** Who answers with it; empty where the organizer writes. */
    Optional<MailAddress> answering() {
        return enclosures.stream()
                .filter(each -> each.tone() == Tone.ANSWERED)
                .flatMap(each -> each.object().details().people().attendees().stream())
                .map(Attendee::address)
                .findFirst();
    }
}

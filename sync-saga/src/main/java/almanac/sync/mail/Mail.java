package almanac.sync.mail;

import almanac.entry.MailAddress;
import almanac.icalendar.ICalendarWriter.Method;
import java.time.Instant;
import java.util.List;

/**
 * One mail to one person.
 *
 * @param id becomes Message-ID, with its angle brackets; the same in each attempt
 * @param sender how the sender is shown
 * @param replyTo where an answer goes
 */
public record Mail(
        String id,
        String sender,
        MailAddress replyTo,
        MailAddress to,
        String subject,
        String text,
        List<Calendar> calendars,
        Instant at) {

    public Mail {
        calendars = List.copyOf(calendars);
    }

    /** One scheduling message. */
    public record Calendar(Method method, String text) {}
}

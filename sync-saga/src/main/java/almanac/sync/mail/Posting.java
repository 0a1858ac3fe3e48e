package almanac.sync.mail;

import almanac.entry.EntryId;
import almanac.entry.MailAddress;
import almanac.user.UserId;

/**
 * Whom to tell of which change; the mail itself is made from the facts when it goes.
 *
 * @param sequence of the first fact of the change
 * @param by who made the change, and pays for the mail
 */
record Posting(EntryId entry, long sequence, MailAddress to, UserId by) {

    /** The same for one change and person, however often the change is handled. */
    String id() {
        return entry.value() + "/" + sequence + "/" + to.key();
    }

    /** What one person is told of one entry goes out in order. */
    String lane() {
        return entry.value() + "/" + to.key();
    }
}

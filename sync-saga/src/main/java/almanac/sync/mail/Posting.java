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

    private static final int SHORT = 12;

    /** The same for one change and person, however often the change is handled. */
    String id() {
        return entry.value() + "/" + sequence + "/" + to.key();
    }

    /** The same for people who must not see to whom it goes. */
    String name() {
        return entry.value() + "-" + sequence + "-" + Office.hash(id()).substring(0, SHORT);
    }

    /** What one person is told of one entry goes out in order. */
    String lane() {
        return entry.value() + "/" + to.key();
    }
}

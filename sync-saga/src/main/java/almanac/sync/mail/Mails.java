package almanac.sync.mail;

import almanac.entry.MailAddress;

/** Sends mails. */
public interface Mails {

    /** Under which address they go out. */
    MailAddress sender();

    /**
     * Hands a mail over. It may have been handed over when this fails, and may then be sent again
     * under the same Message-ID.
     *
     * @throws MailFailed when it was not taken, or nobody knows
     */
    void send(Mail mail);
}

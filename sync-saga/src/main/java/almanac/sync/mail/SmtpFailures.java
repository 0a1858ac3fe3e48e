package almanac.sync.mail;

import almanac.sync.mail.MailFailed.Kind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** What a failure of a conversation means: a reply of 5xx is for good, one of 4xx for now. */
final class SmtpFailures {

    private static final int FOR_GOOD = 500;
    private static final int NO_REPLY = -1;

    /** It wants us to log in, or to do so otherwise (RFC 4954 6, RFC 3207 4): no mail is wrong. */
    private static final Set<Integer> NOT_LET_IN = Set.of(530, 534, 535, 538);

    private static final String SHUT = "the mail server does not let us in";

    private SmtpFailures() {}

    static MailFailed classified(MessagingException failure) {
        for (@Nullable Exception at = failure; at != null; at = next(at)) {
            if (at instanceof AddressException) {
                return new MailFailed(Kind.REFUSED, "the address is none that mail can reach");
            }
            if (at instanceof AuthenticationFailedException) {
                return new MailFailed(Kind.SERVER_AWAY, SHUT);
            }
            if (at instanceof SSLException) {
                return new MailFailed(
                        Kind.SERVER_AWAY,
                        "no encrypted connection to the mail server comes about; is its"
                                + " certificate one that is trusted?");
            }
            if (at instanceof SMTPSenderFailedException refused) {
                return new MailFailed(
                        Kind.SERVER_AWAY,
                        "the mail server does not take our sender: " + refused.getReturnCode());
            }
            if (at instanceof SMTPAddressFailedException refused) {
                return answered(refused.getReturnCode());
            }
        }
        if (failure instanceof SMTPSendFailedException refused
                && refused.getReturnCode() != NO_REPLY) {
            return answered(refused.getReturnCode());
        }
        if (failure instanceof SendFailedException) {
            return new MailFailed(Kind.LATER, "the mail server did not take it");
        }
        return new MailFailed(Kind.SERVER_AWAY, "the mail server cannot be talked to");
    }

    private static MailFailed answered(int code) {
        if (NOT_LET_IN.contains(code)) {
            return new MailFailed(Kind.SERVER_AWAY, SHUT + ": " + code);
        }
        return new MailFailed(
                code >= FOR_GOOD ? Kind.REFUSED : Kind.LATER, "the mail server answered " + code);
    }

    private static @Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException mail ? mail.getNextException() : null;
    }
}

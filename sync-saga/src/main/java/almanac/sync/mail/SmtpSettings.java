package almanac.sync.mail;

import almanac.entry.MailAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Which server takes our mails.
 *
 * @param login absent where it takes mails of anybody
 * @param trust makes the encrypted connections; absent where Java's own certificates are trusted
 * @param from the address that mails come from
 * @param timeout for each step of the conversation
 */
public record SmtpSettings(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        Optional<SSLSocketFactory> trust,
        MailAddress from,
        Duration timeout) {

    /** How the conversation is kept from others. */
    public enum Security {
        /** Not at all: for a server on the same machine. */
        NONE,
        /** Begins in the open and must go on encrypted. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS
    }

    /** Shows as dots. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login[" + username + ", •••]";
        }
    }
}

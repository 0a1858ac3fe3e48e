package almanac.entry;

import java.util.Optional;

/** Who invites (RFC 5545 3.8.4.3). */
public record Organizer(MailAddress address, Optional<String> name, Wording wording) {

    public static Organizer of(MailAddress address) {
        return new Organizer(address, Optional.empty(), Wording.NONE);
    }
}

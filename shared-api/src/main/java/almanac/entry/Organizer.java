package almanac.entry;

import almanac.message.Personal;
import java.util.Optional;

/** Who invites (RFC 5545 3.8.4.3). */
public record Organizer(
        @Personal(erased = Personal.NO_ADDRESS) MailAddress address,
        @Personal Optional<String> name,
        Wording wording) {

    public static Organizer of(MailAddress address) {
        return new Organizer(address, Optional.empty(), Wording.NONE);
    }
}

package almanac.entry;

import almanac.message.Personal;
import java.util.Optional;

/**
 * Who or what is invited, apart from the answer (RFC 5545 3.8.4.1).
 *
 * @param name as shown beside the address (CN)
 */
public record Invitee(
        @Personal(erased = Personal.NO_ADDRESS) MailAddress address,
        @Personal Optional<String> name,
        Role role,
        Kind kind,
        Wording wording) {

    /** Whether they have to be there (ROLE, RFC 5545 3.2.16). */
    public enum Role {
        CHAIR,
        REQUIRED,
        OPTIONAL,
        /** Copied for information only: NON-PARTICIPANT. */
        INFORMED
    }

    /** What is invited (CUTYPE, RFC 5545 3.2.3). */
    public enum Kind {
        INDIVIDUAL,
        GROUP,
        RESOURCE,
        ROOM,
        UNKNOWN
    }

    /** A person who has to be there. */
    public static Invitee of(MailAddress address) {
        return new Invitee(address, Optional.empty(), Role.REQUIRED, Kind.INDIVIDUAL, Wording.NONE);
    }

    /** Whether it is a thing that is booked rather than somebody who comes. */
    public boolean booked() {
        return kind == Kind.RESOURCE || kind == Kind.ROOM;
    }
}

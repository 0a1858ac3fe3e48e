package almanac.user;

import almanac.message.Personal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a user says about themselves.
 *
 * @param zone reads the bare times that PrimeCal clients send
 */
public record Profile(
        @Personal String username,
        @Personal(erased = Personal.NO_ADDRESS) String email,
        @Personal Optional<String> firstName,
        @Personal Optional<String> lastName,
        ZoneId zone,
        Optional<String> timeFormat,
        Optional<Integer> weekStartDay,
        Optional<String> themeColor,
        @Personal List<String> eventLabels) {

    public Profile {
        eventLabels = List.copyOf(eventLabels);
    }
}

package almanac.user;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a user says about themselves.
 *
 * @param zone reads the bare times that PrimeCal clients send
 */
public record Profile(
        String username,
        String email,
        Optional<String> firstName,
        Optional<String> lastName,
        ZoneId zone,
        Optional<String> timeFormat,
        Optional<Integer> weekStartDay,
        Optional<String> themeColor,
        List<String> eventLabels) {

    public Profile {
        eventLabels = List.copyOf(eventLabels);
    }
}

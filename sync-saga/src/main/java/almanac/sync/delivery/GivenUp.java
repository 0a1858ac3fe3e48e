package almanac.sync.delivery;

import java.time.Instant;

/**
 * Something that did not go out and is not tried any more.
 *
 * @param name names it among what goes out the same way, and tells nothing of a person
 * @param subject what it is about
 * @param sequence what goes out in order with it has the same
 * @param type what it was to be
 * @param at when it was given up
 * @param content as JSON
 */
public record GivenUp(
        String name,
        String subject,
        String sequence,
        String type,
        String reason,
        Instant at,
        String content) {}

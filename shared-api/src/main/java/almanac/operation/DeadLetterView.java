package almanac.operation;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that gave up and waits for a person.
 *
 * @param id names it among all
 * @param source the processor or the part of sync that gave up
 * @param subject what it is about
 * @param sequence what else waits behind it has the same
 * @param waiting how many wait in that sequence, this one among them
 * @param type of the fact, or what was to be done
 * @param discardable whether it can be given up for good
 * @param payload as JSON, texts as stars unless asked for otherwise; empty where there is none
 */
public record DeadLetterView(
        String id,
        String source,
        String subject,
        String sequence,
        long waiting,
        String type,
        String reason,
        Instant since,
        Instant lastTried,
        boolean discardable,
        Optional<String> payload) {}

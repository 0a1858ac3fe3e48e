package almanac.sync.work;

import java.time.Instant;

/** Until when no signal makes a unit run, and why. */
public record Rest(Instant until, String reason) {}

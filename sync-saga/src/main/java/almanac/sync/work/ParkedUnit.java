package almanac.sync.work;

import almanac.connection.ConnectionId;
import java.time.Instant;

/** A unit that gave up. */
public record ParkedUnit(Unit unit, ConnectionId account, Instant at, String reason) {}

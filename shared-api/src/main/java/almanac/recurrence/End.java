package almanac.recurrence;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Where UNTIL ends a series; compares instants only where a zone's clock jumps can matter. */
record End(Until until, ZoneId zone, LocalDateTime lastLocal) {

    static End of(Until until, ZoneId zone) {
        return new End(until, zone, until.lastLocal(zone));
    }

    /** Whether this start and every later one lies behind the end. */
    boolean isOver(LocalDateTime start) {
        return until instanceof Until.AtUtc
                ? start.isAfter(lastLocal.plusDays(1))
                : start.isAfter(lastLocal);
    }

    boolean allows(LocalDateTime start) {
        return switch (until) {
            case Until.OnDate _, Until.AtLocal _ -> !start.isAfter(lastLocal);
            case Until.AtUtc(var utc) ->
                    !start.atZone(zone).toInstant().isAfter(utc.toInstant(ZoneOffset.UTC));
        };
    }
}

package almanac.recurrence;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Where UNTIL ends a series; compares instants only where a zone's clock jumps can matter. */
record End(Until until, ZoneId zone, LocalDateTime lastLocal) {

    static End of(Until until, ZoneId zone) {
        return new End(until, zone, until.lastLocal(zone));
    }

    /** A local date-time behind which no start is allowed; a clock jumps by a day at most. */
    LocalDateTime latest() {
        return until instanceof Until.AtUtc ? lastLocal.plusDays(1) : lastLocal;
    }

    boolean allows(LocalDateTime start) {
        return switch (until) {
            case Until.OnDate _, Until.AtLocal _ -> !start.isAfter(lastLocal);
            case Until.AtUtc(var utc) ->
                    !start.atZone(zone).toInstant().isAfter(utc.toInstant(ZoneOffset.UTC));
        };
    }
}

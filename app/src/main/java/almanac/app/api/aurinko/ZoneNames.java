package almanac.app.api.aurinko;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.IanaZones;
import almanac.time.WindowsZones;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Time zones as they are sent. */
final class ZoneNames {

    private ZoneNames() {}

    /**
     * An IANA name, one of those that Windows has, or an offset, which we answer at times; empty
     * for anything else.
     */
    static Optional<ZoneId> zone(String sent) {
        return IanaZones.zone(sent).or(() -> WindowsZones.zone(sent)).or(() -> offset(sent));
    }

    /**
     * That of a start or an end.
     *
     * @throws Rejected naming the {@code timezone} of the field
     */
    static ZoneId of(String field, String sent) {
        return zone(sent)
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.Invalid(
                                        field + ".timezone",
                                        "timezone must be an IANA name such as Europe/Vienna",
                                        sent)));
    }

    private static Optional<ZoneId> offset(String sent) {
        try {
            return Optional.of(ZoneOffset.of(sent));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}

package almanac.app.api.aurinko;

import almanac.entry.EntryView;
import almanac.message.Rejected;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;

/**
 * Where a page of what happens within bounds ends: behind an event, by its start and its number.
 * Whatever is written meanwhile, what stays comes once.
 */
record RangePlace(Instant start, long number) {

    private static final Comparator<RangePlace> ORDER =
            Comparator.comparing(RangePlace::start).thenComparingLong(RangePlace::number);

    /** Before everything. */
    static final RangePlace FIRST = new RangePlace(Instant.MIN, 0);

    static RangePlace of(EntryView view, ZoneId zone) {
        return new RangePlace(view.span().startsAt(zone), view.number().value());
    }

    boolean isBefore(RangePlace other) {
        return ORDER.compare(this, other) < 0;
    }

    /** The page token that goes on here. */
    String text() {
        return start + "_" + number;
    }

    /**
     * @throws Rejected with Invalid for any other text
     */
    static RangePlace parse(String pageToken) {
        var parts = pageToken.split("_", 2);
        try {
            if (parts.length == 2) {
                return new RangePlace(Instant.parse(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (DateTimeException | NumberFormatException notOurs) {
            // refused below
        }
        throw Rejected.invalid("pageToken", "pageToken is not a token of this list");
    }
}

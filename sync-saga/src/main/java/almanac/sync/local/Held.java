package almanac.sync.local;

import almanac.calendar.CalendarId;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;

import java.util.List;
import java.util.Optional;

/**
 * An entry as its facts left it.
 *
 * @param revision sequence number of its last fact, -1 before the first
 */
public record Held(EntryState state, long revision) {

    public static final Held NOTHING = new Held(EntryState.initial(), -1);

    public Optional<EntryState.Live> live() {
        return state instanceof EntryState.Live live ? Optional.of(live) : Optional.empty();
    }

    public boolean on(CalendarId calendar) {
        return live().filter(live -> live.calendar().equals(calendar)).isPresent();
    }

    /** Its parts, as long as it is on this calendar. */
    public List<EntryPart> partsOn(CalendarId calendar) {
        return live().filter(live -> live.calendar().equals(calendar))
                .map(EntryPart::of)
                .orElse(List.of());
    }
}

package almanac.sync.local;

import almanac.calendar.CalendarId;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry as its facts left it.
 *
 * @param revision sequence number of its last fact, -1 before the first
 * @param changedAt when its last fact was stored
 * @param run that stored its last fact; empty where no sync did
 * @param creation the run that made it; empty where no sync did
 */
public record Held(
        EntryState state,
        long revision,
        Optional<Instant> changedAt,
        Optional<Run> run,
        Optional<Run> creation) {

    public static final Held NOTHING =
            new Held(
                    EntryState.initial(), -1, Optional.empty(), Optional.empty(), Optional.empty());

    public Optional<EntryState.Live> live() {
        return state instanceof EntryState.Live live ? Optional.of(live) : Optional.empty();
    }

    public boolean on(CalendarId calendar) {
        return live().filter(live -> live.calendar().equals(calendar)).isPresent();
    }

    /** One of its parts, wherever it is. */
    public Optional<ImportedEntry> part(OccurrenceKey key) {
        return live().flatMap(live ->
                        EntryPart.of(live).stream()
                                .filter(part -> part.from().equals(key))
                                .findFirst())
                .map(EntryPart::content);
    }

    /** One of its parts, as long as it is on this calendar. */
    public Optional<ImportedEntry> partOn(CalendarId calendar, OccurrenceKey key) {
        return on(calendar) ? part(key) : Optional.empty();
    }

    /** Its parts, as long as it is on this calendar. */
    public List<EntryPart> partsOn(CalendarId calendar) {
        return live().filter(live -> live.calendar().equals(calendar))
                .map(EntryPart::of)
                .orElse(List.of());
    }
}

package almanac.app.sync;

import almanac.calendar.CalendarId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.sync.provider.RemoteObject;
import java.util.List;

/** A calendar here, and one at a provider that is to be the same. */
record Pair(CalendarId here, SimulatedAccount account, String there) {

    List<ImportedEntry> ours(SyncWorld world) {
        return world.entries(here).values().stream()
                .flatMap(live -> EntryPart.of(live).stream())
                .map(EntryPart::content)
                .toList();
    }

    List<ImportedEntry> theirs() {
        return account.provider().objects(there).stream().map(RemoteObject::content).toList();
    }
}

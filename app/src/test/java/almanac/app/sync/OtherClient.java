package almanac.app.sync;

import almanac.app.testing.TickingClock;
import almanac.entry.ImportedEntry;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Draft;
import almanac.sync.provider.Provider;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.sync.provider.ScenarioPlace;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/** Somebody who uses the first calendar of the account through a client of their own. */
final class OtherClient {

    private final ScenarioPlace place;
    private final TickingClock clock;
    private int drafts;

    OtherClient(ScenarioPlace place, TickingClock clock) {
        this.place = place;
        this.clock = clock;
    }

    private Provider provider() {
        return place.watched().behind();
    }

    private RemoteCalendar calendar() {
        return place.calendar(place.work());
    }

    String adds(ImportedEntry content) {
        return provider()
                .create(place.person(), calendar(), new Draft("person" + drafts++, content))
                .id();
    }

    void edits(String object, UnaryOperator<ImportedEntry> edit) {
        var now = provider().fetch(place.person(), calendar(), object).orElseThrow();
        provider().update(place.person(), calendar(), now, edit.apply(now.content()));
    }

    void removes(String object) {
        var now = provider().fetch(place.person(), calendar(), object).orElseThrow();
        provider().delete(place.person(), calendar(), now);
    }

    /** What is in the calendar of work now. */
    List<ImportedEntry> contents() {
        return objects(place.work()).stream().map(RemoteObject::content).toList();
    }

    /** What the provider has in a calendar now. */
    List<RemoteObject> objects(String on) {
        var now = new LinkedHashMap<String, RemoteObject>();
        var gone = new HashSet<String>();
        Resume resume =
                new Resume.Everything(
                        clock.instant().minus(Duration.ofDays(700)),
                        clock.instant().plus(Duration.ofDays(700)));
        while (true) {
            var page = provider().changes(place.person(), place.calendar(on), resume);
            for (var change : page.changes()) {
                provider()
                        .fetch(place.person(), place.calendar(on), change.object())
                        .ifPresentOrElse(
                                object -> now.put(object.id(), object),
                                () -> gone.add(change.object()));
            }
            switch (page.continuation()) {
                case ChangePage.More(var next) -> resume = new Resume.Next(next);
                case ChangePage.Done done -> {
                    gone.forEach(now::remove);
                    return List.copyOf(now.values());
                }
            }
        }
    }
}

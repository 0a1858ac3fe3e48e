package almanac.sync.google;

import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Provider;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a whole round told, as an engine would have it: touched objects are fetched. */
record Told(
        Map<String, RemoteObject> present, List<RemoteChange> changes, int pages, String cursor) {

    static final Resume EVERYTHING =
            new Resume.Everything(java.time.Instant.EPOCH, java.time.Instant.MAX);

    static Told round(Provider provider, Account account, RemoteCalendar calendar, Resume from) {
        var present = new TreeMap<String, RemoteObject>();
        var changes = new ArrayList<RemoteChange>();
        var resume = from;
        for (var pages = 1; ; pages++) {
            var page = provider.changes(account, calendar, resume);
            for (var change : page.changes()) {
                changes.add(change);
                switch (change) {
                    case RemoteChange.Present(var now, var notes) -> present.put(now.id(), now);
                    case RemoteChange.Removed gone -> present.remove(gone.object());
                    case RemoteChange.Touched(var object) ->
                            provider.fetch(account, calendar, object)
                                    .ifPresentOrElse(
                                            now -> present.put(object, now),
                                            () -> present.remove(object));
                    case RemoteChange.Unreadable unreadable -> {}
                }
            }
            switch (page.continuation()) {
                case ChangePage.More(var next) -> resume = new Resume.Next(next);
                case ChangePage.Done(var cursor) -> {
                    return new Told(present, changes, pages, cursor);
                }
            }
        }
    }
}

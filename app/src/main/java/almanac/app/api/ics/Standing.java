package almanac.app.api.ics;

import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.feed.FeedQuery;
import almanac.feed.UidHolder;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which entries stand on a calendar under the UIDs of a file, whoever put them there: an entry
 * keeps its UID when it is moved.
 */
final class Standing {

    private static final int CHUNK = 500;

    /** As a reader numbers the second of a UID, and those after it. */
    private static final Pattern NUMBERED = Pattern.compile("(.*)#([1-9]\\d{0,8})", Pattern.DOTALL);

    private final Map<String, List<EntryId>> holders = new HashMap<>();

    Standing(Queries queries, CalendarId calendar, UserId viewer, Collection<String> uids) {
        var all = uids.stream().distinct().toList();
        for (var first = 0; first < all.size(); first += CHUNK) {
            var some = all.subList(first, Math.min(first + CHUNK, all.size()));
            queries.list(
                            new FeedQuery.HoldersOf(calendar, new HashSet<>(some), viewer),
                            UidHolder.class)
                    .forEach(holder ->
                            holders.computeIfAbsent(holder.uid(), uid -> new ArrayList<>())
                                    .add(holder.entry()));
        }
    }

    /**
     * The entry of a UID. Where several have it, they are exported by number and read back as
     * {@code uid}, {@code uid#2} and so on.
     */
    Optional<EntryId> entry(String uid) {
        return holder(uid, 1).or(() -> numbered(uid));
    }

    private Optional<EntryId> numbered(String uid) {
        var form = NUMBERED.matcher(uid);
        return form.matches()
                ? holder(form.group(1), Integer.parseInt(form.group(2)))
                : Optional.empty();
    }

    private Optional<EntryId> holder(String uid, int place) {
        var all = holders.getOrDefault(uid, List.of());
        return place <= all.size() ? Optional.of(all.get(place - 1)) : Optional.empty();
    }
}

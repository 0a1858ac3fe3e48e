package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.calendar.CalendarView;
import almanac.entry.EntryId;
import almanac.entry.EntryView;
import almanac.entry.Occurrence;
import almanac.entry.PartNames;
import almanac.query.calendar.SeenCalendar;
import almanac.query.user.Users;
import almanac.user.UserId;
import almanac.user.UserSummary;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The calendars and people of one answer, with all people read at once. */
final class Cast {

    private final Map<CalendarId, CalendarView> calendars;
    private final Map<UserId, UserSummary> people;
    private final Map<EntryId, PartNames> parts = new HashMap<>();

    private Cast(Map<CalendarId, CalendarView> calendars, Map<UserId, UserSummary> people) {
        this.calendars = calendars;
        this.people = people;
    }

    static Cast of(Users users, List<SeenCalendar> seen, Collection<LiveEntry> entries) {
        return of(users::summaries, seen, entries);
    }

    /**
     * @param summaries answers what others may see of users
     */
    static Cast of(
            Function<Collection<UserId>, Map<UserId, UserSummary>> summaries,
            List<SeenCalendar> seen,
            Collection<LiveEntry> entries) {
        var used = entries.stream().map(LiveEntry::calendar).collect(Collectors.toSet());
        var shown = seen.stream().filter(calendar -> used.contains(calendar.id())).toList();
        var ids = new HashSet<UserId>();
        entries.forEach(entry -> ids.add(entry.state().creator()));
        shown.forEach(calendar -> ids.addAll(calendar.people()));
        var people = summaries.apply(ids);
        var views =
                shown.stream()
                        .map(calendar -> calendar.view(people))
                        .collect(Collectors.toMap(CalendarView::id, Function.identity()));
        return new Cast(views, people);
    }

    EntryView itself(LiveEntry entry) {
        return entry.itself(calendar(entry), creator(entry));
    }

    EntryView occurrence(LiveEntry entry, Occurrence occurrence) {
        var names = parts.computeIfAbsent(entry.state().entry(), id -> PartNames.of(entry.state()));
        return entry.view(occurrence, names, calendar(entry), creator(entry));
    }

    private CalendarView calendar(LiveEntry entry) {
        return Optional.ofNullable(calendars.get(entry.calendar())).orElseThrow();
    }

    private UserSummary creator(LiveEntry entry) {
        return Optional.ofNullable(people.get(entry.state().creator())).orElseThrow();
    }
}

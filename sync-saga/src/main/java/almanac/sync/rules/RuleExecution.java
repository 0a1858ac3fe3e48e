package almanac.sync.rules;

import almanac.automation.Execution;
import almanac.automation.Reach;
import almanac.automation.RuleId;
import almanac.automation.RuleQuery;
import almanac.automation.RuleView;
import almanac.automation.RunId;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.entry.EntryId;
import almanac.entry.EntryQuery;
import almanac.entry.EntryState;
import almanac.entry.EntryView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.AsOf;
import almanac.time.Window;
import almanac.user.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;

/** Runs a rule on what is there already. */
public final class RuleExecution implements Execution {

    private final Asking asking;
    private final EntryHistory history;
    private final RunNumbers numbers;
    private final Runner runner;

    public RuleExecution(
            CommandGateway commands,
            QueryGateway queries,
            EntryHistory history,
            RunNumbers numbers) {
        this.asking = new Asking(queries);
        this.history = history;
        this.numbers = numbers;
        this.runner = new Runner(new Sending(commands), history, numbers);
    }

    @Override
    public int execute(UserId user, RuleId rule, Set<CalendarId> calendars, Window window) {
        var view = asking.one(new RuleQuery.RuleById(rule, user), RuleView.class);
        var on = calendars(user, calendars);
        var execution = numbers.execution();
        var begun =
                numbers.triedAt().map(then -> before(user, on, window, then)).orElseGet(Map::of);
        var entries = entries(user, on, window);
        // a run that moved its entry before it broke off is found where it found that
        begun.forEach((entry, calendar) -> {
            if (history.foundAt(entry, rule, execution).isPresent()) {
                entries.put(entry, calendar);
            }
        });
        var ran = 0;
        for (var entry : entries.entrySet()) {
            ran += run(view, entry.getKey(), entry.getValue(), execution) ? 1 : 0;
        }
        return ran;
    }

    /** What the first attempt at this request had before it. */
    private Map<EntryId, CalendarView> before(
            UserId user, List<CalendarView> calendars, Window window, AsOf then) {
        var found = new LinkedHashMap<EntryId, CalendarView>();
        for (var calendar : calendars) {
            if (calendar.createdAt().isBefore(then.instant())) {
                var query = new EntryQuery.AgendaOfAsOf(calendar.id(), window, window, then, user);
                asking.list(query, EntryView.class)
                        .forEach(entry -> found.put(entry.number().entry(), calendar));
            }
        }
        return found;
    }

    private List<CalendarView> calendars(UserId user, Set<CalendarId> asked) {
        if (asked.isEmpty()) {
            return asking.list(new CalendarQuery.CalendarsOf(user), CalendarView.class).stream()
                    .filter(calendar -> calendar.ownedBy(user))
                    .toList();
        }
        return asked.stream()
                .map(id -> asking.one(new CalendarQuery.CalendarById(id, user), CalendarView.class))
                .toList();
    }

    private Map<EntryId, CalendarView> entries(
            UserId user, List<CalendarView> calendars, Window window) {
        var found = new LinkedHashMap<EntryId, CalendarView>();
        for (var calendar : calendars) {
            asking.list(new EntryQuery.AgendaOf(calendar.id(), window, user), EntryView.class)
                    .forEach(entry -> found.put(entry.number().entry(), calendar));
        }
        if (found.size() > MOST_ENTRIES) {
            throw new Rejected(
                    new Rejection.TooMuch(
                            "startDate",
                            "more than "
                                    + MOST_ENTRIES
                                    + " events touch this range; choose a shorter one"));
        }
        return found;
    }

    private boolean run(RuleView rule, EntryId entry, CalendarView calendar, long execution) {
        // tried again, a run goes on with the entry as it found it, not as it left it
        var begun = history.foundAt(entry, rule.id(), execution);
        var revision = begun.isPresent() ? begun : history.revision(entry);
        if (revision.isEmpty()
                || !(history.asOf(entry, revision.getAsLong()) instanceof EntryState.Live live)
                || Subjects.of(live, Reach.WHOLE, calendar)
                        .filter(rule.details()::fits)
                        .isEmpty()) {
            return false;
        }
        runner.run(
                new RunId(rule.id(), entry, revision.getAsLong(), OptionalLong.of(execution)),
                rule.owner(),
                Optional.empty(),
                Reach.WHOLE,
                rule.details().actions());
        return true;
    }
}

package almanac.app.erasure;

import almanac.automation.RuleCommand;
import almanac.automation.RulePage;
import almanac.automation.RuleQuery;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.course.CourseCommand;
import almanac.course.CoursePage;
import almanac.course.CourseQuery;
import almanac.sync.lifecycle.Remains;
import almanac.user.UserId;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointQuery;
import almanac.webhook.EndpointView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What belongs to the person is deleted, and what others shared with them is given back. Where
 * others mirror one of their calendars to a provider, the copies there go first.
 */
final class OwnGoes implements Step {

    private static final int PAGE = 100;

    private final Doing doing;
    private final Jobs jobs;
    private final Duration patience;

    /**
     * @param patience how long the providers of others are waited for
     */
    OwnGoes(Doing doing, Jobs jobs, Duration patience) {
        this.doing = doing;
        this.jobs = jobs;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "own-data";
    }

    @Override
    public Outcome run(Job job) {
        var user = job.user();
        var all = calendars(user);
        var own = all.stream().filter(it -> it.ownedBy(user)).map(CalendarView::id).toList();
        var counts = new LinkedHashMap<String, Long>();
        counts.put("rules", rules(user));
        counts.put("courses", courses(user));
        counts.put("webhookEndpoints", ended(user, endpoints(user)));
        counts.put("subscriptions", ended(user, subscriptions(user)));
        counts.put("entries", entries(job, own));
        var left =
                doing.syncHasHeard()
                        ? Optional.of(doing.left(own))
                        : Optional.<Remains.Left>empty();
        if (left.filter(it -> it.waiting() == 0).isEmpty() && !doing.waitedFor(job, patience)) {
            return new NotYet(counts, Doing.PROVIDERS);
        }
        var unsure = left.map(it -> it.waiting() + it.parked()).orElse(0L);
        for (var calendar : own) {
            doing.send(user, new CalendarCommand.CloseCalendar(calendar));
        }
        var given = all.stream().filter(it -> !it.ownedBy(user)).toList();
        for (var calendar : given) {
            doing.send(user, new CalendarCommand.UnshareCalendar(calendar.id(), Set.of(user)));
        }
        counts.put("calendars", (long) own.size());
        counts.put("shares", (long) given.size());
        return new Done(
                counts,
                unsure == 0
                        ? List.of()
                        : List.of(
                                unsure
                                        + " deletions did not reach providers to which others"
                                        + " mirror a calendar of this user"));
    }

    private List<CalendarView> calendars(UserId user) {
        return doing.queries().list(new CalendarQuery.CalendarsOf(user), CalendarView.class);
    }

    private long entries(Job job, List<CalendarId> own) {
        var count = 0L;
        for (var calendar : own) {
            count +=
                    doing.deleteEntries(
                            job.user(),
                            calendar,
                            entry -> doing.isOurs(entry, job.user()),
                            () -> jobs.keep(job));
        }
        return count;
    }

    private long rules(UserId user) {
        var query = new RuleQuery.RulesOf(user, 0, PAGE);
        var count = 0L;
        for (var page = doing.queries().ask(query, RulePage.class).rules();
                !page.isEmpty();
                page = doing.queries().ask(query, RulePage.class).rules()) {
            page.forEach(rule -> doing.send(user, new RuleCommand.DeleteRule(rule.id())));
            count += page.size();
        }
        return count;
    }

    private long courses(UserId user) {
        var query = new CourseQuery.CoursesOf(user, 0, PAGE);
        var count = 0L;
        for (var page = doing.queries().ask(query, CoursePage.class).courses();
                !page.isEmpty();
                page = doing.queries().ask(query, CoursePage.class).courses()) {
            page.forEach(course -> doing.send(user, new CourseCommand.DeleteCourse(course.id())));
            count += page.size();
        }
        return count;
    }

    private List<EndpointView> endpoints(UserId user) {
        return doing.queries().list(new EndpointQuery.EndpointsOf(user), EndpointView.class);
    }

    private List<EndpointView> subscriptions(UserId user) {
        return doing.queries().list(new EndpointQuery.SubscriptionsOf(user), EndpointView.class);
    }

    private long ended(UserId user, List<EndpointView> all) {
        all.forEach(it -> doing.send(user, new EndpointCommand.DeleteEndpoint(it.id())));
        return all.size();
    }

    /** How much there is of each. */
    Map<String, Long> count(UserId user) {
        var all = calendars(user);
        var own = all.stream().filter(it -> it.ownedBy(user)).map(CalendarView::id).toList();
        var counts = new LinkedHashMap<String, Long>();
        counts.put("calendars", (long) own.size());
        counts.put("entries", doing.countEntries(own));
        counts.put("shares", (long) (all.size() - own.size()));
        counts.put(
                "rules",
                doing.queries().ask(new RuleQuery.RulesOf(user, 0, 1), RulePage.class).total());
        counts.put(
                "courses",
                doing.queries()
                        .ask(new CourseQuery.CoursesOf(user, 0, 1), CoursePage.class)
                        .total());
        counts.put("webhookEndpoints", (long) endpoints(user).size());
        counts.put("subscriptions", (long) subscriptions(user).size());
        return counts;
    }
}

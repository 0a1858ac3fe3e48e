package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.automation.Action;
import almanac.automation.Logic;
import almanac.automation.RuleDetails;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import almanac.automation.Trigger;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.comment.CommentFact;
import almanac.comment.ThreadId;
import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.history.CalendarDifference;
import almanac.history.FieldChange;
import almanac.history.HistoryFilter;
import almanac.history.HistoryItem;
import almanac.history.HistoryPage;
import almanac.history.HistoryQuery;
import almanac.history.PartChange;
import almanac.message.Actor;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.AsOf;
import almanac.time.End;
import almanac.time.Span;
import almanac.user.Role;
import almanac.user.UserFact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** History tells what was folded, and to whom it may. */
class HistoryTest {

    private static final Span DAY =
            new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));
    private static final HistoryFilter ALL =
            new HistoryFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final World world =
            new World()
                    .happen(
                            World.registered(1, "anna"),
                            World.registered(2, "ben"),
                            World.opened(1, 1, "home"),
                            World.opened(2, 1, "team"),
                            World.shared(2, 2, Permission.READ));

    private static EntryFact titled(long entry, String title) {
        return new EntryFact.EntryUpdated(World.entry(entry), List.of(new Change.Title(title)));
    }

    private HistoryPage ofEntry(long entry, long viewer) {
        return world.ask(
                new HistoryQuery.OfEntry(World.entry(entry), 0, 50, World.user(viewer)),
                HistoryPage.class);
    }

    private static FieldChange change(Object from, Object to) {
        return new FieldChange(Optional.of(from), Optional.of(to));
    }

    @Test
    void an_event_tells_who_changed_which_field_from_what_to_what() {
        world.by(Map.of(Actor.USER_KEY, "1", Actor.ORIGIN_KEY, "api-key:3"))
                .happen(World.single(7, 2, "dinner", DAY));
        world.by(Map.of(Actor.USER_KEY, "2", Actor.ORIGIN_KEY, "connection:5", "syncRun", "9/4"))
                .happen(titled(7, "supper"));
        world.happen(World.said(7, 1, 2, Optional.empty()));

        var page = ofEntry(7, 2);

        assertThat(page.total()).isEqualTo(3);
        assertThat(page.items())
                .extracting(HistoryItem::type)
                .containsExactly("entry.created", "entry.updated", "comment.written");
        var created = page.items().getFirst();
        assertThat(created.user().orElseThrow().username()).isEqualTo("anna");
        assertThat(created.actor().orElseThrow().origin().toString()).isEqualTo("api-key:3");
        assertThat(created.changes())
                .containsEntry("title", new FieldChange(Optional.empty(), Optional.of("dinner")))
                .containsEntry(
                        "startDate", new FieldChange(Optional.empty(), Optional.of("2026-12-24")))
                .containsEntry("calendarId", new FieldChange(Optional.empty(), Optional.of(2L)));
        var updated = page.items().get(1);
        assertThat(updated.changes()).isEqualTo(Map.of("title", change("dinner", "supper")));
        assertThat(updated.why().run()).contains("9/4");
        assertThat(updated.sequence()).isEqualTo(1);
        assertThat(page.items().getLast().changes())
                .containsEntry(
                        "content", new FieldChange(Optional.empty(), Optional.of("comment 1")));
    }

    @Test
    void an_occurrence_tells_its_own_fields_and_a_split_those_from_there_on() {
        var key = new OccurrenceKey(2);
        world.happen(
                daily(8),
                new EntryFact.OccurrenceUpdated(
                        World.entry(8), key, List.of(new Change.Location(Optional.of("Hall")))),
                new EntryFact.OccurrenceDeleted(World.entry(8), key),
                new EntryFact.FollowingUpdated(
                        World.entry(8), new OccurrenceKey(3), List.of(new Change.Title("late"))),
                new EntryFact.EntryDeleted(World.entry(8), World.calendar(2)));

        var items = ofEntry(8, 2).items();

        assertThat(items.get(1).number()).contains(EntryNumber.of(World.entry(8), key));
        assertThat(items.get(1).changes())
                .isEqualTo(
                        Map.of("location", new FieldChange(Optional.empty(), Optional.of("Hall"))));
        assertThat(items.get(2).changes().get("title"))
                .isEqualTo(new FieldChange(Optional.of("daily"), Optional.empty()));
        assertThat(items.get(3).changes()).isEqualTo(Map.of("title", change("daily", "late")));
        assertThat(items.get(4).changes())
                .hasEntrySatisfying(
                        "recurrence",
                        ended -> {
                            assertThat(ended.to()).isEmpty();
                            assertThat(ended.from()).isPresent();
                        });
    }

    @Test
    void what_a_fact_about_a_series_changes_in_its_occurrences_is_told_too() {
        var series = World.entry(8);
        var second = new OccurrenceKey(1);
        var fourth = new OccurrenceKey(3);
        world.happen(
                daily(8),
                new EntryFact.OccurrenceUpdated(series, second, List.of(new Change.Title("guest"))),
                new EntryFact.FollowingUpdated(series, fourth, List.of(new Change.Title("late"))),
                new EntryFact.OccurrenceDeleted(series, new OccurrenceKey(4)),
                titled(8, "all"));

        var items = ofEntry(8, 2).items();

        assertThat(items.subList(0, 4)).allSatisfy(item -> assertThat(item.parts()).isEmpty());
        var all = items.get(4);
        assertThat(all.changes()).isEqualTo(Map.of("title", change("daily", "all")));
        assertThat(all.parts())
                .containsExactly(
                        new PartChange(
                                EntryNumber.of(series, second),
                                Scope.THIS,
                                LocalDateTime.of(2026, 3, 3, 9, 0),
                                Map.of("title", change("guest", "all"))),
                        new PartChange(
                                EntryNumber.of(series, fourth),
                                Scope.FUTURE,
                                LocalDateTime.of(2026, 3, 5, 9, 0),
                                Map.of("title", change("late", "all"))));
    }

    private static EntryFact daily(long entry) {
        var start = LocalDateTime.of(2026, 3, 2, 9, 0);
        return new EntryFact.EntryCreated(
                World.entry(entry),
                World.calendar(2),
                "daily",
                World.user(1),
                Details.titled("daily"),
                new Span.Timed(start, ZoneId.of("Europe/Vienna"), new End.At(start.plusHours(1))),
                Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=9"))),
                Optional.of(new Numbering(start, 86_400)));
    }

    @Test
    void constants_are_told_by_the_words_that_users_write() {
        world.happen(
                new UserFact.RoleGranted(World.user(1), Role.AUDITOR),
                new RuleFact.RuleCreated(
                        new RuleId(4),
                        World.user(1),
                        new RuleDetails(
                                "Rule",
                                Optional.empty(),
                                Trigger.CALENDAR_IMPORTED,
                                true,
                                Logic.AND,
                                List.of(),
                                List.of(new Action.AddTag("seen")))));

        var made = everything(ALL, Long.MAX_VALUE, 2);

        assertThat(made.getLast().changes())
                .isEqualTo(Map.of("roles", change(List.of("user"), List.of("user", "auditor"))));
        assertThat(made.getFirst().changes())
                .containsEntry(
                        "trigger",
                        new FieldChange(Optional.empty(), Optional.of("calendar.imported")));
    }

    @Test
    void a_comment_is_told_of_the_occurrence_that_it_is_about() {
        var key = new OccurrenceKey(2);
        world.happen(daily(8));
        var thread = new ThreadId(World.entry(8), OptionalLong.of(2 * 86_400));
        world.happen(
                new CommentFact.CommentWritten(
                        thread,
                        World.comment(1),
                        World.user(2),
                        Optional.empty(),
                        Optional.empty(),
                        "late",
                        false),
                World.said(8, 2, 2, Optional.empty()));
        assertThat(numbers())
                .containsExactly(number(), EntryNumber.of(World.entry(8), key), number());

        world.happen(new EntryFact.EntryDeleted(World.entry(8), World.calendar(2)));
        assertThat(numbers().get(1)).isEqualTo(EntryNumber.of(World.entry(8), key));
    }

    private static EntryNumber number() {
        return EntryNumber.of(World.entry(8));
    }

    private List<EntryNumber> numbers() {
        return ofEntry(8, 2).items().stream().map(it -> it.number().orElseThrow()).toList();
    }

    @Test
    void what_happened_on_a_calendar_that_one_may_not_see_is_left_out() {
        world.happen(
                World.single(7, 1, "secret", DAY),
                titled(7, "dinner"),
                new EntryFact.EntryMoved(World.entry(7), World.calendar(1), World.calendar(2)),
                titled(7, "supper"));
        assertThat(ofEntry(7, 1).total()).isEqualTo(4);
        var seen = ofEntry(7, 2);
        assertThat(seen.total()).isEqualTo(2);
        assertThat(seen.toString()).doesNotContain("secret");
        assertThat(world.refusal(new HistoryQuery.OfEntry(World.entry(7), 0, 9, World.user(3))))
                .isInstanceOf(Rejection.NotPermitted.class);
        assertThat(world.refusal(new HistoryQuery.OfEntry(World.entry(99), 0, 9, World.user(1))))
                .isInstanceOf(Rejection.NotFound.class);
    }

    @Test
    void what_came_from_a_hidden_calendar_and_changed_at_once_is_told_from_nothing() {
        world.happen(World.single(7, 1, "secret", DAY));
        var meta = Map.of(Actor.USER_KEY, "1", "correlationId", "one command");
        world.by(meta)
                .happen(
                        new EntryFact.EntryMoved(
                                World.entry(7), World.calendar(1), World.calendar(2)),
                        titled(7, "dinner"));
        world.by(Map.of(Actor.USER_KEY, "1", "correlationId", "the next"))
                .happen(titled(7, "supper"));

        var toBen = ofEntry(7, 2);
        assertThat(toBen.toString()).doesNotContain("secret");
        assertThat(toBen.items().get(1).changes())
                .containsEntry("title", new FieldChange(Optional.empty(), Optional.of("dinner")));
        assertThat(toBen.items().get(2).changes())
                .isEqualTo(Map.of("title", change("dinner", "supper")));
        assertThat(
                        world.ask(
                                        new HistoryQuery.OfCalendar(
                                                World.calendar(2), 0, 50, World.user(2)),
                                        HistoryPage.class)
                                .toString())
                .doesNotContain("secret");
        assertThat(ofEntry(7, 1).items().get(2).changes())
                .isEqualTo(Map.of("title", change("secret", "dinner")));
    }

    @Test
    void a_calendar_tells_shares_events_comments_and_to_its_owner_sync() {
        var connected =
                new ConnectionFact.Connected(
                        new ConnectionId(3),
                        World.user(1),
                        ProviderKind.GOOGLE,
                        "key",
                        "anna@example.org",
                        Set.of(),
                        false);
        world.happen(
                connected,
                World.single(7, 2, "dinner", DAY),
                World.said(7, 1, 2, Optional.empty()),
                conflict(),
                new ConflictFact.ConflictResolved(new ConflictId(4), Side.PROVIDER));

        assertThat(types(2, 1))
                .containsExactly(
                        "calendar.created",
                        "calendar.shared",
                        "entry.created",
                        "comment.written",
                        "conflict.detected",
                        "conflict.resolved");
        assertThat(types(2, 2))
                .containsExactly(
                        "calendar.created", "calendar.shared", "entry.created", "comment.written");
        assertThat(
                        world.refusal(
                                new HistoryQuery.OfCalendar(
                                        World.calendar(1), 0, 9, World.user(2))))
                .isInstanceOf(Rejection.NotPermitted.class);
    }

    private List<String> types(long calendar, long viewer) {
        return world
                .ask(
                        new HistoryQuery.OfCalendar(
                                World.calendar(calendar), 0, 50, World.user(viewer)),
                        HistoryPage.class)
                .items()
                .stream()
                .map(HistoryItem::type)
                .toList();
    }

    @Test
    void auditors_filter_by_actor_origin_type_resource_and_time_and_go_on_by_position() {
        world.by(Map.of(Actor.USER_KEY, "1", Actor.ORIGIN_KEY, "rule:8"))
                .happen(World.single(7, 2, "dinner", DAY));
        var first = world.now();
        world.by(Map.of(Actor.USER_KEY, "2", Actor.ORIGIN_KEY, "user"))
                .happen(titled(7, "supper"), World.single(8, 2, "lunch", DAY));

        assertThat(positions(ALL)).isEqualTo(List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L));
        assertThat(everything(ALL, 6, 2)).extracting(HistoryItem::position).containsExactly(5L, 4L);
        assertThat(positions(filter("actor", "2"))).containsExactly(7L, 6L);
        assertThat(positions(filter("origin", "rule:8"))).containsExactly(5L);
        assertThat(positions(filter("origin", "rule"))).containsExactly(5L);
        assertThat(positions(filter("type", "entry.updated"))).containsExactly(6L);
        assertThat(positions(filter("resource", "entry-7"))).containsExactly(6L, 5L);
        assertThat(positions(filter("from", first.toString()))).containsExactly(7L, 6L, 5L);
        assertThat(positions(filter("to", first.toString()))).containsExactly(4L, 3L, 2L, 1L, 0L);
    }

    @Test
    void
            auditors_find_an_event_with_its_comments_and_conflicts_and_a_calendar_with_what_was_on_it() {
        world.happen(
                World.single(7, 2, "dinner", DAY),
                World.single(8, 1, "lunch", DAY),
                World.said(7, 1, 2, Optional.empty()),
                conflict(),
                new ConflictFact.ConflictResolved(new ConflictId(4), Side.PROVIDER),
                new EntryFact.EntryMoved(World.entry(7), World.calendar(2), World.calendar(1)),
                titled(7, "supper"));

        assertThat(positions(filter("entry", "7"))).containsExactly(11L, 10L, 9L, 8L, 7L, 5L);
        assertThat(positions(filter("entry", "8"))).containsExactly(6L);
        assertThat(positions(filter("entry", "9"))).isEmpty();
        assertThat(positions(filter("calendar", "1"))).containsExactly(11L, 10L, 6L, 2L);
        assertThat(positions(filter("calendar", "2"))).containsExactly(10L, 9L, 8L, 7L, 5L, 4L, 3L);
    }

    @Test
    void where_the_facts_of_a_filter_lie_is_told_page_by_page_oldest_first() {
        world.happen(
                World.single(7, 2, "dinner", DAY),
                World.single(8, 2, "lunch", DAY),
                World.said(7, 1, 2, Optional.empty()),
                titled(7, "supper"));
        var seventh = filter("entry", "7");

        assertThat(lie(seventh, -1, 2)).containsExactly(5L, 7L);
        assertThat(lie(seventh, 7, 2)).containsExactly(8L);
        assertThat(lie(seventh, 8, 2)).isEmpty();
    }

    private List<Long> lie(HistoryFilter filter, long after, int limit) {
        return world.askMany(new HistoryQuery.Positions(filter, after, limit), Long.class);
    }

    private static ConflictFact conflict() {
        return new ConflictFact.ConflictDetected(
                new ConflictId(4),
                World.user(1),
                new ConnectionId(3),
                new MappingId(5),
                World.entry(7),
                List.of(),
                Side.LOCAL);
    }

    private static HistoryFilter filter(String name, String value) {
        var given = Map.of(name, value);
        return new HistoryFilter(
                Optional.ofNullable(given.get("actor")).map(Long::parseLong),
                Optional.ofNullable(given.get("origin")),
                Optional.ofNullable(given.get("type")),
                Optional.ofNullable(given.get("resource")),
                Optional.ofNullable(given.get("from")).map(Instant::parse),
                Optional.ofNullable(given.get("to")).map(Instant::parse),
                Optional.ofNullable(given.get("entry")).map(Long::valueOf).map(EntryId::new),
                Optional.ofNullable(given.get("calendar")).map(Long::valueOf).map(CalendarId::new));
    }

    private List<Long> positions(HistoryFilter filter) {
        return everything(filter, Long.MAX_VALUE, 100).stream().map(HistoryItem::position).toList();
    }

    private List<HistoryItem> everything(HistoryFilter filter, long before, int limit) {
        return world.askMany(new HistoryQuery.Everything(filter, before, limit), HistoryItem.class);
    }

    @Test
    void why_names_the_earlier_facts_of_the_same_beginning() {
        var meta = new HashMap<String, Object>(Map.of(Actor.USER_KEY, "1"));
        meta.putAll(Map.of("traceId", "t1", "correlationId", "t1", Actor.REQUEST_KEY, "r1"));
        world.by(meta).happen(World.single(7, 2, "dinner", DAY));
        meta.put("correlationId", "c2");
        meta.put(Actor.ORIGIN_KEY, "rule:8");
        world.by(meta).happen(titled(7, "supper"));

        var items = ofEntry(7, 1).items();

        assertThat(items.getFirst().why().causes()).isEmpty();
        assertThat(items.getFirst().why().request()).contains("r1");
        assertThat(items.getLast().why().causes())
                .extracting(HistoryItem.Cause::type)
                .containsExactly("entry.created");
    }

    @Test
    void a_calendar_differs_by_what_came_went_and_changed_in_between() {
        world.happen(World.single(7, 2, "dinner", DAY), World.single(8, 2, "lunch", DAY), daily(9));
        var from = new AsOf(world.now());
        world.happen(
                titled(7, "supper"),
                new EntryFact.EntryDeleted(World.entry(8), World.calendar(2)),
                new EntryFact.OccurrenceDeleted(World.entry(9), new OccurrenceKey(1)),
                World.single(10, 2, "tea", DAY),
                World.single(11, 1, "elsewhere", DAY));
        var to = new AsOf(world.now());

        var difference =
                world.ask(
                        new HistoryQuery.Difference(World.calendar(2), from, to, World.user(2)),
                        CalendarDifference.class);

        assertThat(difference.entries())
                .extracting(it -> it.kind() + " " + it.title())
                .containsExactly("CHANGED supper", "REMOVED lunch", "REMOVED daily", "ADDED tea");
        assertThat(difference.entries().get(2).number())
                .isEqualTo(EntryNumber.of(World.entry(9), new OccurrenceKey(1)));
        assertThat(difference.details()).isEmpty();
    }

    @Test
    void facts_that_come_again_are_noted_once() {
        world.happen(
                World.single(7, 1, "secret", DAY),
                new EntryFact.EntryMoved(World.entry(7), World.calendar(1), World.calendar(2)),
                titled(7, "dinner"));
        var before = world.documents().get("history_v1");
        world.feed(world.history().subList(5, world.history().size()), 2);
        assertThat(world.documents().get("history_v1")).isEqualTo(before);
    }
}

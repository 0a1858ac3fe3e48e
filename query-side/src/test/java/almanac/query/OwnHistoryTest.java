package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.automation.Action;
import almanac.automation.Logic;
import almanac.automation.Reach;
import almanac.automation.RuleDetails;
import almanac.automation.RuleFact;
import almanac.automation.RuleId;
import almanac.automation.RunFact;
import almanac.automation.RunId;
import almanac.automation.Step;
import almanac.automation.StepResult;
import almanac.automation.Trigger;
import almanac.calendar.CalendarFact;
import almanac.calendar.Permission;
import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.history.FactKind;
import almanac.history.HistoryQuery;
import almanac.history.OwnFilter;
import almanac.history.OwnItem;
import almanac.history.OwnTally;
import almanac.message.Actor;
import almanac.message.FactNames;
import almanac.time.Span;
import almanac.user.Role;
import almanac.user.UserFact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Anna has the calendars 1 and 2, Ben has 3; each may write on 2 and 3. */
class OwnHistoryTest {

    private static final Span DAY =
            new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));
    private static final RuleId RULE = new RuleId(8);

    private final World world =
            new World()
                    .by(by(1, "user"))
                    .happen(
                            World.registered(1, "anna"),
                            World.opened(1, 1, "home"),
                            World.opened(2, 1, "team"),
                            World.shared(2, 2, Permission.WRITE))
                    .by(by(2, "user"))
                    .happen(
                            World.registered(2, "ben"),
                            World.opened(3, 2, "den"),
                            World.shared(3, 1, Permission.WRITE));
    private final Instant begun = world.now().plusMillis(1);

    private static Map<String, String> by(long user, String origin) {
        return Map.of(Actor.USER_KEY, Long.toString(user), Actor.ORIGIN_KEY, origin);
    }

    private static EntryFact titled(long entry, String title) {
        return new EntryFact.EntryUpdated(World.entry(entry), List.of(new Change.Title(title)));
    }

    private static Set<FactKind> kinds(Predicate<FactKind> wanted) {
        return FactNames.ALL.keySet().stream()
                .flatMap(type -> Stream.of(new FactKind(type, false), new FactKind(type, true)))
                .filter(wanted)
                .collect(Collectors.toSet());
    }

    private OwnFilter since(Instant from) {
        return new OwnFilter(kinds(all -> true), true, Optional.of(from), Optional.empty());
    }

    private OwnFilter only(Predicate<FactKind> wanted) {
        return new OwnFilter(kinds(wanted), true, Optional.of(begun), Optional.empty());
    }

    private List<OwnItem> told(long user, OwnFilter filter, long offset, int limit) {
        return world.askMany(
                new HistoryQuery.OfUser(filter, offset, limit, World.user(user)), OwnItem.class);
    }

    private List<Long> positions(long user, OwnFilter filter) {
        return told(user, filter, 0, 100).stream().map(OwnItem::position).toList();
    }

    private Map<FactKind, Long> tally(long user, OwnFilter filter) {
        return world.ask(new HistoryQuery.TallyOfUser(filter, World.user(user)), OwnTally.class)
                .counts();
    }

    @Test
    void a_user_is_told_what_they_did_and_what_was_done_on_calendars_of_theirs_each_once() {
        world.by(by(1, "api-key:3")).happen(World.single(7, 2, "dinner", DAY));
        world.by(by(2, "user")).happen(titled(7, "supper"), World.single(8, 3, "secret", DAY));
        world.by(by(1, "user")).happen(World.single(9, 3, "tea", DAY), titled(7, "dinner"));

        assertThat(positions(1, since(begun))).containsExactly(11L, 10L, 8L, 7L);
        assertThat(positions(2, since(begun))).containsExactly(10L, 9L, 8L);
        var created = told(1, since(begun), 3, 1).getFirst();
        assertThat(created.kind()).isEqualTo(new FactKind("entry.created", false));
        assertThat(created.stream()).isEqualTo("entry-7");
        assertThat(created.actor().orElseThrow().origin().toString()).isEqualTo("api-key:3");
        assertThat(created.user().orElseThrow().username()).isEqualTo("anna");
        assertThat(tally(1, since(begun)))
                .isEqualTo(
                        Map.of(
                                new FactKind("entry.created", false), 2L,
                                new FactKind("entry.updated", false), 2L));
    }

    @Test
    void what_was_on_a_calendar_before_its_owner_deleted_it_is_told_still() {
        world.by(by(2, "user")).happen(World.single(7, 2, "dinner", DAY));
        world.by(by(1, "user")).happen(new CalendarFact.CalendarDeleted(World.calendar(2)));

        assertThat(positions(1, since(begun))).containsExactly(8L, 7L);
    }

    @Test
    void what_was_done_to_an_account_is_told_to_its_user() {
        world.by(by(2, "operator")).happen(new UserFact.RoleGranted(World.user(1), Role.AUDITOR));

        assertThat(positions(1, since(begun))).containsExactly(7L);
        assertThat(told(1, since(begun), 0, 1).getFirst().user().orElseThrow().username())
                .isEqualTo("ben");
    }

    @Test
    void what_only_one_may_read_is_told_to_them() {
        world.by(by(2, "connection:3"))
                .happen(
                        World.single(7, 2, "dinner", DAY),
                        new ConflictFact.ConflictDetected(
                                new ConflictId(4),
                                World.user(2),
                                new ConnectionId(3),
                                new MappingId(5),
                                World.entry(7),
                                List.of(),
                                Side.LOCAL));

        assertThat(positions(1, since(begun))).containsExactly(7L);
        assertThat(positions(2, since(begun))).containsExactly(8L, 7L);
    }

    @Test
    void pages_and_spans_of_time_hold_what_lies_in_them() {
        world.by(by(1, "user")).happen(World.single(7, 1, "a", DAY), World.single(8, 2, "b", DAY));
        var from = world.now();
        world.by(by(2, "user")).happen(titled(8, "c"));
        world.by(by(1, "user")).happen(World.single(9, 3, "d", DAY));

        assertThat(told(1, since(begun), 0, 3))
                .extracting(OwnItem::position)
                .containsExactly(10L, 9L, 8L);
        assertThat(told(1, since(begun), 3, 3)).extracting(OwnItem::position).containsExactly(7L);
        assertThat(told(1, since(begun), Integer.MAX_VALUE, 3)).isEmpty();
        assertThat(positions(1, since(from))).containsExactly(10L, 9L, 8L);
        var before = new OwnFilter(kinds(all -> true), true, Optional.of(begun), Optional.of(from));
        assertThat(positions(1, before)).containsExactly(7L);
    }

    @Test
    void what_went_wrong_is_told_from_what_went_well() {
        ran(0, StepResult.DONE);
        ran(1, StepResult.refused("no"));
        ran(2, StepResult.DONE, StepResult.refused("no"));
        world.by(by(1, "connection:3"))
                .happen(
                        new ConnectionFact.Connected(
                                new ConnectionId(3),
                                World.user(1),
                                ProviderKind.GOOGLE,
                                "key",
                                "anna@example.org",
                                Set.of(),
                                false),
                        new ConnectionFact.ConnectionFailed(
                                new ConnectionId(3), FailureReason.SYNC_FAILED, "gone"));

        var ended = only(kind -> kind.type().equals("rule.run-ended"));
        var failed = only(FactKind::failed);
        var well = only(kind -> kind.type().equals("rule.run-ended") && !kind.failed());
        assertThat(told(1, ended, 0, 9))
                .extracting(item -> item.kind().failed())
                .containsExactly(true, true, false);
        assertThat(positions(1, failed)).containsExactly(15L, 13L, 11L);
        assertThat(positions(1, well)).containsExactly(9L);
        assertThat(tally(1, failed))
                .isEqualTo(
                        Map.of(
                                new FactKind("rule.run-ended", true), 2L,
                                new FactKind("connection.failed", true), 1L));
        world.by(by(1, "user")).happen(new RuleFact.RuleDeleted(RULE));
        assertThat(positions(1, failed)).containsExactly(15L, 13L, 11L);
    }

    private void ran(long revision, StepResult... results) {
        var run = new RunId(RULE, World.entry(7), revision, OptionalLong.empty());
        if (revision == 0) {
            world.by(by(1, "user")).happen(new RuleFact.RuleCreated(RULE, World.user(1), RULED));
        }
        var steps = List.of(new Step(new Action.SetColor("green"), Optional.empty()));
        world.by(by(1, "system"))
                .happen(
                        new RunFact.RunBegun(
                                run,
                                31 + revision,
                                World.user(1),
                                Optional.of(Trigger.EVENT_CREATED),
                                Reach.WHOLE,
                                steps),
                        new RunFact.RunEnded(run, 31 + revision, List.of(results)));
    }

    private static final RuleDetails RULED =
            new RuleDetails(
                    "green",
                    Optional.empty(),
                    Trigger.EVENT_CREATED,
                    true,
                    Logic.AND,
                    List.of(),
                    List.of(new Action.SetColor("green")));

    @Test
    void what_rules_did_can_be_left_out() {
        world.by(by(1, "user")).happen(World.single(7, 1, "dinner", DAY));
        world.by(by(1, "rule:8")).happen(titled(7, "supper"));

        var without =
                new OwnFilter(kinds(all -> true), false, Optional.of(begun), Optional.empty());
        assertThat(positions(1, since(begun))).containsExactly(8L, 7L);
        assertThat(positions(1, without)).containsExactly(7L);
        assertThat(tally(1, without)).isEqualTo(Map.of(new FactKind("entry.created", false), 1L));
    }
}

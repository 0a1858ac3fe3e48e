package almanac.app.sync;

import static almanac.app.sync.Contents.START;
import static almanac.app.sync.Contents.at;
import static almanac.app.sync.Contents.daily;
import static almanac.app.sync.Contents.override;
import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static almanac.app.sync.Contents.without;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictFact.ConflictDetected;
import almanac.connection.ConflictFact.ConflictResolved;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.Side;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.sync.provider.RemoteObject;
import almanac.time.SpanEdit;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a person gets who settles a conflict: the values of the side that they chose, here and at
 * the provider, whoever stood until then.
 */
final class SettledConflictsTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final int DAY = 2;
    private static final LocalDateTime THAT_DAY = START.plusDays(DAY);
    private static final MailAddress BO = new MailAddress("bo@example.org");

    private SyncWorld world;
    private ConnectionId connection;

    /** An entry that is on both sides. */
    private record Tied(String external, CalendarId calendar, EntryId entry, String object) {}

    @BeforeEach
    void open() {
        world = new SyncWorld(23);
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_title_of_one_occurrence() {
        both(
                daily("l", "Daily", 5),
                tied -> {
                    retitle(tied, THAT_DAY, "Ours");
                    edit(tied, override(THAT_DAY, "Theirs"));
                },
                titlesOfThatDay("Ours"),
                titlesOfThatDay("Theirs"));
    }

    @Test
    void the_time_of_one_occurrence() {
        both(
                daily("l", "Daily", 5),
                tied -> {
                    world.send(
                            new EntryCommand.UpdateEntry(
                                    tied.entry(),
                                    key(tied, THAT_DAY),
                                    Scope.THIS,
                                    List.of(),
                                    Optional.of(new SpanEdit.Replace(at(THAT_DAY.plusHours(2)))),
                                    Optional.empty(),
                                    OptionalLong.empty()));
                    edit(tied, moved(THAT_DAY, THAT_DAY.plusHours(3)));
                },
                content -> content.overrides().getFirst().span().equals(at(THAT_DAY.plusHours(2))),
                content -> content.overrides().getFirst().span().equals(at(THAT_DAY.plusHours(3))));
    }

    @Test
    void an_occurrence_that_one_side_changed_and_the_other_left_to_its_series() {
        both(
                override(THAT_DAY, "Special").apply(daily("l", "Daily", 5)),
                tied -> {
                    retitle(tied, THAT_DAY, "Ours");
                    edit(tied, SettledConflictsTest::plain);
                },
                titlesOfThatDay("Ours"),
                content -> content.overrides().isEmpty() && content.exclusions().isEmpty());
    }

    @Test
    void an_occurrence_that_we_deleted_and_they_changed() {
        both(
                daily("l", "Daily", 5),
                tied -> {
                    delete(tied, key(tied, THAT_DAY), Scope.THIS);
                    edit(tied, override(THAT_DAY, "Theirs"));
                },
                content -> content.exclusions().equals(List.of(THAT_DAY)),
                titlesOfThatDay("Theirs"));
    }

    @Test
    void an_occurrence_that_they_deleted_and_we_changed() {
        both(
                daily("l", "Daily", 5),
                tied -> {
                    retitle(tied, THAT_DAY, "Ours");
                    edit(tied, without(THAT_DAY));
                },
                titlesOfThatDay("Ours"),
                content -> content.exclusions().equals(List.of(THAT_DAY)));
    }

    @Test
    void an_entry_that_we_deleted_and_they_changed() {
        settled(
                single("l", "Base"),
                tied -> {
                    delete(tied, Optional.empty(), Scope.ALL);
                    edit(tied, with(new Change.Title("Theirs")));
                },
                (tied, chosen) ->
                        assertThat(titles(here(tied)))
                                .isEqualTo(chosen == Side.LOCAL ? List.of() : List.of("Theirs")));
    }

    @Test
    void an_entry_that_they_deleted_and_we_changed() {
        settled(
                single("l", "Base"),
                tied -> {
                    retitle(tied, "Ours");
                    world.provider.personRemoves(tied.external(), tied.object());
                },
                (tied, chosen) ->
                        assertThat(titles(here(tied)))
                                .isEqualTo(chosen == Side.LOCAL ? List.of("Ours") : List.of()));
    }

    @Test
    void an_attendee_whom_both_described_anew() {
        both(
                invited("Bo").apply(single("l", "Meeting")),
                tied -> {
                    update(tied, new Change.Invited(named("Bo of ours")));
                    edit(tied, invited("Bo of theirs"));
                },
                content -> names(content).equals(List.of("Bo of ours")),
                content -> names(content).equals(List.of("Bo of theirs")));
    }

    @Test
    void an_attendee_whom_one_side_took_off() {
        both(
                invited("Bo").apply(single("l", "Meeting")),
                tied -> {
                    update(tied, new Change.Uninvited(BO));
                    edit(tied, invited("Bo of theirs"));
                },
                content -> names(content).isEmpty(),
                content -> names(content).equals(List.of("Bo of theirs")));
    }

    @Test
    void how_often_it_repeats() {
        both(
                daily("l", "Daily", 9),
                tied -> {
                    repeat(tied, Optional.of(rule("FREQ=DAILY;COUNT=4")));
                    edit(tied, repeating(Optional.of(rule("FREQ=DAILY;INTERVAL=2;COUNT=6"))));
                },
                content -> content.recurrence().equals(Optional.of(rule("FREQ=DAILY;COUNT=4"))),
                content ->
                        content.recurrence()
                                .equals(Optional.of(rule("FREQ=DAILY;INTERVAL=2;COUNT=6"))));
    }

    @Test
    void whether_it_repeats() {
        both(
                daily("l", "Daily", 9),
                tied -> {
                    repeat(tied, Optional.empty());
                    edit(tied, repeating(Optional.of(rule("FREQ=DAILY;COUNT=6"))));
                },
                content -> content.recurrence().isEmpty(),
                content -> content.recurrence().equals(Optional.of(rule("FREQ=DAILY;COUNT=6"))));
    }

    @Test
    void fields_of_the_series_and_of_an_occurrence_at_once() {
        both(
                daily("l", "Daily", 5),
                tied -> {
                    update(tied, new Change.Location(Optional.of("Ours")));
                    retitle(tied, THAT_DAY, "Ours");
                    edit(
                            tied,
                            content ->
                                    override(THAT_DAY, "Theirs")
                                            .apply(
                                                    with(new Change.Location(Optional.of("Theirs")))
                                                            .apply(content)));
                },
                content -> says(content, "Ours"),
                content -> says(content, "Theirs"));
    }

    private static boolean says(ImportedEntry content, String said) {
        return content.details().location().equals(Optional.of(said))
                && titlesOfThatDay(said).test(content);
    }

    @Test
    void an_occurrence_that_is_no_more_cannot_be_had_back_and_the_answer_says_so() {
        var tied = tied(ConflictPolicy.PROVIDER, Side.LOCAL, daily("l", "Daily", 5));
        retitle(tied, START.plusDays(4), "Ours");
        edit(tied, repeating(Optional.of(rule("FREQ=DAILY;COUNT=3"))));
        world.settleAfter(A_ROUND);
        var conflict = world.conflicts().getLast();
        var before = here(tied);

        assertThat(refusal(conflict, other(conflict.standing())))
                .isEqualTo(
                        new Rejection.Conflict(
                                "side",
                                "the series has no occurrence at "
                                        + START.plusDays(4)
                                        + " any more"));
        assertThat(here(tied)).isEqualTo(before);
        resolve(conflict, conflict.standing());
        world.settleAfter(A_ROUND);
        assertThat(here(tied)).isEqualTo(before);
    }

    @Test
    void an_occurrence_that_was_deleted_since_takes_no_values_and_the_answer_says_so() {
        var tied = tied(ConflictPolicy.PROVIDER, Side.LOCAL, daily("l", "Daily", 5));
        retitle(tied, THAT_DAY, "Ours");
        edit(tied, override(THAT_DAY, "Theirs"));
        world.settleAfter(A_ROUND);
        var conflict = world.conflicts().getLast();
        delete(tied, key(tied, THAT_DAY), Scope.THIS);
        world.settleAfter(A_ROUND);
        var before = here(tied);

        assertThat(refusal(conflict, other(conflict.standing())))
                .isInstanceOfSatisfying(
                        Rejection.Conflict.class,
                        conflicting -> assertThat(conflicting.field()).isEqualTo("side"));
        assertThat(here(tied)).isEqualTo(before);
    }

    @Test
    void the_same_choice_again_changes_nothing_and_the_other_one_undoes_it() {
        var tied = tied(ConflictPolicy.PROVIDER, Side.LOCAL, single("l", "Base"));
        retitle(tied, "Ours");
        edit(tied, with(new Change.Title("Theirs")));
        world.settleAfter(A_ROUND);
        var conflict = world.conflicts().getLast();
        resolve(conflict, Side.LOCAL);
        world.settleAfter(A_ROUND);
        var facts = world.facts(Object.class).size();

        resolve(conflict, Side.LOCAL);
        world.settleAfter(A_ROUND);

        assertThat(world.facts(Object.class)).hasSize(facts);
        for (var side : List.of(Side.PROVIDER, Side.LOCAL)) {
            resolve(conflict, side);
            world.settleAfter(A_ROUND);
            var stands = side == Side.LOCAL ? "Ours" : "Theirs";
            assertThat(titles(here(tied))).as("then the other").containsExactly(stands);
            assertThat(titles(there(tied))).containsExactly(stands);
        }
    }

    @Test
    void an_occurrence_that_was_given_up_comes_back_with_all_that_was_edited() {
        var tied = tied(ConflictPolicy.PROVIDER, Side.LOCAL, daily("l", "Daily", 5));
        delete(tied, key(tied, THAT_DAY), Scope.THIS);
        edit(tied, override(THAT_DAY, "Theirs"));
        world.settleAfter(A_ROUND);
        var conflict = world.conflicts().getLast();
        assertThat(conflict.fields())
                .extracting(Disagreement::field)
                .containsExactly(Disagreement.EXISTENCE, "title");

        resolve(conflict, Side.LOCAL);
        world.settleAfter(A_ROUND);
        assertThat(here(tied).getFirst().exclusions()).containsExactly(THAT_DAY);
        resolve(conflict, Side.PROVIDER);
        world.settleAfter(A_ROUND);

        assertThat(here(tied)).singleElement().matches(titlesOfThatDay("Theirs"));
        assertThat(Sameness.of(there(tied))).isEqualTo(Sameness.of(here(tied)));
    }

    @Test
    void an_event_that_is_gone_takes_no_values_and_the_answer_says_so() {
        var tied = tied(ConflictPolicy.PROVIDER, Side.LOCAL, single("l", "Base"));
        retitle(tied, "Ours");
        edit(tied, with(new Change.Title("Theirs")));
        world.settleAfter(A_ROUND);
        var conflict = world.conflicts().getLast();
        delete(tied, Optional.empty(), Scope.ALL);
        world.settleAfter(A_ROUND);

        assertThat(refusal(conflict, other(conflict.standing())))
                .isEqualTo(
                        new Rejection.Conflict(
                                "side",
                                "the event is gone, nothing can take these values; choosing the"
                                        + " side that stands closes the conflict"));
        assertThat(here(tied)).isEmpty();
        resolve(conflict, conflict.standing());
        assertThat(world.facts(ConflictResolved.class))
                .extracting(ConflictResolved::chosen)
                .containsExactly(conflict.standing());
    }

    @Test
    void of_a_series_that_was_split_only_the_part_that_is_meant() {
        for (var chosen : Side.values()) {
            var tied = tied(ConflictPolicy.PROVIDER, chosen, daily("l", "Daily", 6));
            change(tied, key(tied, START.plusDays(3)), Scope.FUTURE, new Change.Title("Later"));
            world.settleAfter(A_ROUND);
            change(tied, key(tied, START.plusDays(3)), Scope.FUTURE, new Change.Title("Ours"));
            world.provider.personEdits(
                    tied.external(), object(tied, "Later"), with(new Change.Title("Theirs")));
            world.settleAfter(A_ROUND);
            resolve(world.conflicts().getLast(), chosen);
            world.settleAfter(A_ROUND);

            assertThat(titles(here(tied)))
                    .containsExactly("Daily", chosen == Side.LOCAL ? "Ours" : "Theirs");
            assertThat(Sameness.of(there(tied))).isEqualTo(Sameness.of(here(tied)));
        }
    }

    @Test
    void a_part_made_longer_ends_where_the_next_begins_and_leaves_each_day_its_id() {
        var tied = tied(ConflictPolicy.PROVIDER, Side.PROVIDER, daily("l", "Daily", 8));
        change(tied, key(tied, START.plusDays(2)), Scope.FUTURE, new Change.Title("Later"));
        world.settleAfter(A_ROUND);
        var days = days(tied);

        world.provider.personEdits(
                tied.external(),
                object(tied, "Daily"),
                repeating(Optional.of(rule("FREQ=DAILY;UNTIL=20261211T225959Z"))));
        world.settleAfter(A_ROUND);
        var conflict = world.conflicts().getLast();

        assertThat(days(tied)).hasSize(8).isEqualTo(days);
        assertThat(conflict.standing()).isEqualTo(Side.LOCAL);
        assertThat(conflict.fields()).extracting(Disagreement::field).containsExactly("repeats");
        assertThat(Sameness.of(there(tied))).isEqualTo(Sameness.of(here(tied)));

        resolve(conflict, Side.PROVIDER);
        world.settleAfter(A_ROUND);
        assertThat(days(tied)).isEqualTo(days);
        assertThat(Sameness.of(there(tied))).isEqualTo(Sameness.of(here(tied)));
    }

    private Map<OccurrenceKey, LocalDateTime> days(Tied tied) {
        return standing(tied).head(20).stream()
                .collect(
                        Collectors.toMap(
                                each -> each.key().orElseThrow(), each -> each.originalStart()));
    }

    /** For either side that stands and either that is chosen. */
    private void both(
            ImportedEntry base,
            Consumer<Tied> edits,
            Predicate<ImportedEntry> ours,
            Predicate<ImportedEntry> theirs) {
        settled(
                base,
                edits,
                (tied, chosen) ->
                        assertThat(here(tied))
                                .as("%s chosen", chosen)
                                .singleElement()
                                .matches(chosen == Side.LOCAL ? ours : theirs));
    }

    private void settled(
            ImportedEntry base, Consumer<Tied> edits, BiConsumer<Tied, Side> expected) {
        for (var policy : List.of(ConflictPolicy.LOCAL, ConflictPolicy.PROVIDER)) {
            for (var chosen : Side.values()) {
                var tied = tied(policy, chosen, base);
                var before = world.conflicts().size();
                edits.accept(tied);
                world.settleAfter(A_ROUND);
                // what is gone from one calendar is first looked for in the account's others
                world.settleAfter(A_ROUND);
                var found = world.conflicts().subList(before, world.conflicts().size());
                assertThat(found).as("conflicts under %s", policy).isNotEmpty();

                found.forEach(conflict -> resolve(conflict, chosen));
                world.settleAfter(A_ROUND);

                expected.accept(tied, chosen);
                assertThat(Sameness.of(there(tied)))
                        .as("at the provider, %s chosen under %s", chosen, policy)
                        .isEqualTo(Sameness.of(here(tied)));
                var facts = world.facts(Object.class).size();
                var writes = world.provider.writes();
                world.settleAfter(A_ROUND);
                assertThat(world.facts(Object.class)).as("written here later").hasSize(facts);
                assertThat(world.provider.writes()).as("written there later").isEqualTo(writes);
            }
        }
    }

    private Tied tied(ConflictPolicy policy, Side chosen, ImportedEntry base) {
        var external = policy + "-" + chosen;
        world.provider.open(external, Rights.OWNER);
        world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
        var calendar = world.calendar(external);
        world.map(connection, external, calendar, true, policy);
        world.settle();
        var object = world.provider.personAdds(external, base);
        world.settleAfter(A_ROUND);
        var entry = world.entries(calendar).keySet().iterator().next();
        return new Tied(external, calendar, entry, object);
    }

    private void resolve(ConflictDetected conflict, Side side) {
        world.side().synchronization().resolve(SyncWorld.ADA, conflict.conflict(), side);
    }

    private Rejection refusal(ConflictDetected conflict, Side side) {
        return Assertions.catchThrowableOfType(Rejected.class, () -> resolve(conflict, side))
                .rejection();
    }

    private static Side other(Side side) {
        return side == Side.LOCAL ? Side.PROVIDER : Side.LOCAL;
    }

    private List<ImportedEntry> here(Tied tied) {
        return world.entries(tied.calendar()).values().stream()
                .flatMap(live -> EntryPart.of(live).stream())
                .map(EntryPart::content)
                .toList();
    }

    private List<ImportedEntry> there(Tied tied) {
        return world.provider.objects(tied.external()).stream().map(RemoteObject::content).toList();
    }

    private String object(Tied tied, String title) {
        return world.provider.objects(tied.external()).stream()
                .filter(each -> each.content().details().title().equals(title))
                .map(RemoteObject::id)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(List<ImportedEntry> contents) {
        return contents.stream().map(each -> each.details().title()).toList();
    }

    private static Predicate<ImportedEntry> titlesOfThatDay(String title) {
        return content ->
                content.exclusions().isEmpty()
                        && content.overrides().stream()
                                .filter(own -> own.originalStart().equals(THAT_DAY))
                                .map(own -> own.details().title())
                                .toList()
                                .equals(List.of(title));
    }

    private static UnaryOperator<ImportedEntry> moved(LocalDateTime start, LocalDateTime to) {
        return old -> exceptions(old, List.of(new ImportedOverride(start, old.details(), at(to))));
    }

    private static ImportedEntry plain(ImportedEntry old) {
        return exceptions(old, List.of());
    }

    private static ImportedEntry exceptions(ImportedEntry old, List<ImportedOverride> own) {
        return old.withExceptions(List.of(), own);
    }

    private static UnaryOperator<ImportedEntry> repeating(Optional<Recurrence> recurrence) {
        return old ->
                new ImportedEntry(
                        old.uid(),
                        old.details(),
                        old.span(),
                        recurrence,
                        old.exclusions(),
                        old.overrides());
    }

    private static Recurrence rule(String text) {
        return Recurrence.of(Rule.parse(text));
    }

    private static UnaryOperator<ImportedEntry> invited(String name) {
        return with(new Change.Invited(named(name)));
    }

    private static Invitee named(String name) {
        var plain = Invitee.of(BO);
        return new Invitee(
                plain.address(), Optional.of(name), plain.role(), plain.kind(), plain.wording());
    }

    private static List<String> names(ImportedEntry content) {
        return content.details().people().attendees().stream()
                .map(each -> each.invitee().name().orElse(""))
                .toList();
    }

    private Optional<OccurrenceKey> key(Tied tied, LocalDateTime start) {
        return standing(tied).head(10).stream()
                .filter(each -> each.span().localStart().equals(start))
                .flatMap(each -> each.key().stream())
                .findFirst();
    }

    private EntryState.Live standing(Tied tied) {
        var live = world.entries(tied.calendar()).get(tied.entry());
        if (!(live instanceof EntryState.Live standing)) {
            throw new AssertionError("gone: " + tied);
        }
        return standing;
    }

    private void edit(Tied tied, UnaryOperator<ImportedEntry> edit) {
        world.provider.personEdits(tied.external(), tied.object(), edit);
    }

    private void update(Tied tied, Change change) {
        change(tied, Optional.empty(), Scope.ALL, change);
    }

    private void retitle(Tied tied, String title) {
        update(tied, new Change.Title(title));
    }

    private void retitle(Tied tied, LocalDateTime occurrence, String title) {
        change(tied, key(tied, occurrence), Scope.THIS, new Change.Title(title));
    }

    private void change(Tied tied, Optional<OccurrenceKey> key, Scope scope, Change change) {
        world.send(
                new EntryCommand.UpdateEntry(
                        tied.entry(),
                        key,
                        scope,
                        List.of(change),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    private void repeat(Tied tied, Optional<Recurrence> recurrence) {
        world.send(
                new EntryCommand.UpdateEntry(
                        tied.entry(),
                        Optional.empty(),
                        Scope.ALL,
                        List.of(),
                        Optional.empty(),
                        Optional.of(recurrence),
                        OptionalLong.empty()));
    }

    private void delete(Tied tied, Optional<OccurrenceKey> key, Scope scope) {
        world.send(new EntryCommand.DeleteEntry(tied.entry(), key, scope, OptionalLong.empty()));
    }
}

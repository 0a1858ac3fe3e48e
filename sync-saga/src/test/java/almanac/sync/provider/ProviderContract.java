package almanac.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.sync.provider.ChangePage.Done;
import almanac.sync.provider.ChangePage.More;
import almanac.sync.provider.RemoteChange.Present;
import almanac.sync.provider.RemoteChange.Removed;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine relies on, whoever the provider is. An adapter takes part by extending this and
 * giving a fixture. Not asserted: UIDs, since some providers give their own, and fields that not
 * every provider has.
 */
public abstract class ProviderContract {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDateTime START = LocalDateTime.of(2026, 12, 7, 10, 0);

    /** In which {@link #START} lies, and everything else that is told of here. */
    protected static final Resume EVERYTHING =
            new Resume.Everything(
                    START.minusDays(30).atZone(PARIS).toInstant(),
                    START.plusDays(300).atZone(PARIS).toInstant());

    private ProviderFixture fixture;

    /** A new one at each call. */
    protected abstract ProviderFixture fixture();

    @BeforeEach
    void open() {
        fixture = fixture();
    }

    @AfterEach
    void shut() {
        fixture.close();
    }

    @Test
    void the_calendar_is_listed_with_the_right_to_write() {
        var listed =
                provider().calendars(fixture.account()).stream()
                        .filter(each -> each.id().equals(fixture.calendar().id()))
                        .findFirst();

        assertThat(listed).hasValueSatisfying(c -> assertThat(c.rights().write()).isTrue());
    }

    @Test
    void what_was_created_is_answered_as_the_provider_holds_it() {
        var wanted = standup();

        var created = create("a1", wanted);

        assertSame(created.content(), wanted);
        assertThat(created.standing()).isEqualTo(RemoteObject.Standing.OURS);
        assertThat(fetch(created.id())).contains(created);
        assertThat(fixture.person().seesTitle(created.id())).contains("Standup");
    }

    @Test
    void all_day_over_several_days_keeps_its_days() {
        var wanted =
                entry(
                        "u-2",
                        Details.titled("Fair"),
                        new Span.AllDay(LocalDate.of(2026, 12, 8), LocalDate.of(2026, 12, 11)));

        assertSame(create("a2", wanted).content(), wanted);
    }

    @Test
    void a_series_keeps_its_rule_its_gaps_and_its_exceptions() {
        var wanted = series();

        var created = create("a3", wanted);

        assertSame(created.content(), wanted);
        assertThat(fetch(created.id())).hasValueSatisfying(f -> assertSame(f.content(), wanted));
    }

    @Test
    void an_exception_can_be_added_changed_and_taken_back() {
        var plain = with(series(), List.of(), List.of());
        var created = create("a4", plain);

        var changed = update(created, series());
        assertSame(changed.content(), series());
        assertThat(changed.version()).isNotEqualTo(created.version());

        var back = update(changed, plain);
        assertThat(back.content().overrides()).isEmpty();
        assertThat(fetch(created.id())).hasValueSatisfying(f -> assertSame(f.content(), plain));
    }

    @Test
    void a_second_attempt_of_one_creation_adopts_the_first() {
        var first = create("b1", standup());

        var second = create("b1", standup());

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(fixture.person().counts()).isEqualTo(1);
    }

    @Test
    void a_creation_whose_answer_was_lost_is_adopted() {
        fixture.loseNextAnswer();
        assertFailure(() -> create("b2", standup()), ProviderFailure.Unreachable.class);

        var again = create("b2", standup());

        assertThat(fixture.person().counts()).isEqualTo(1);
        assertThat(fetch(again.id())).isPresent();
    }

    @Test
    void two_creations_of_equal_content_are_two_objects() {
        var one = create("b3", standup());
        var two = create("b4", entry("u-other", standup().details(), standup().span()));

        assertThat(one.id()).isNotEqualTo(two.id());
        assertThat(fixture.person().counts()).isEqualTo(2);
    }

    @Test
    void an_update_changes_what_differs_and_gives_a_new_version() {
        var created = create("c1", standup());

        var updated = update(created, titled(standup(), "Retro"));

        assertThat(updated.id()).isEqualTo(created.id());
        assertThat(updated.version()).isNotEqualTo(created.version());
        assertSame(updated.content(), titled(standup(), "Retro"));
        assertThat(fetch(created.id()).map(RemoteObject::version)).contains(updated.version());
    }

    @Test
    void a_timed_entry_can_become_a_day_and_come_back() {
        var created = create("c2", standup());
        var day = new Span.AllDay(LocalDate.of(2026, 12, 9), LocalDate.of(2026, 12, 10));

        var asDay = update(created, at(standup(), day));
        assertSame(asDay.content(), at(standup(), day));

        assertSame(update(asDay, standup()).content(), standup());
    }

    @Test
    void a_field_can_be_cleared() {
        var created = create("c3", standup());
        var cleared =
                entry(
                        "u-1",
                        standup()
                                .details()
                                .with(new Change.Location(Optional.empty()))
                                .with(new Change.Description(Optional.empty())),
                        standup().span());

        assertSame(update(created, cleared).content(), cleared);
    }

    @Test
    void who_knows_an_old_version_changes_nothing() {
        var created = create("c4", standup());
        fixture.person().retitles(created.id(), "Theirs");

        assertFailure(
                () -> update(created, titled(standup(), "Ours")), ProviderFailure.Changed.class);
        assertFailure(() -> delete(created), ProviderFailure.Changed.class);

        assertThat(fixture.person().seesTitle(created.id())).contains("Theirs");
    }

    @Test
    void what_is_gone_cannot_be_updated_and_counts_as_deleted() {
        var created = create("d1", standup());
        fixture.person().removes(created.id());

        assertThat(fetch(created.id())).isEmpty();
        assertFailure(() -> update(created, titled(standup(), "x")), ProviderFailure.Gone.class);
        delete(created);
    }

    @Test
    void a_deletion_may_be_repeated() {
        var created = create("d2", standup());

        delete(created);
        delete(created);

        assertThat(fetch(created.id())).isEmpty();
        assertThat(fixture.person().counts()).isZero();
    }

    @Test
    void an_object_that_never_was_is_not_there() {
        var created = create("d3", standup());
        delete(created);

        assertThat(fetch(created.id())).isEmpty();
    }

    @Test
    void the_first_round_tells_all_and_the_next_nothing() {
        var ids = new HashSet<String>();
        for (var i = 0; i < 7; i++) {
            ids.add(fixture.person().adds(titled(named("p-" + i), "Person's " + i)));
        }

        var all = round(EVERYTHING);

        assertThat(all.present.keySet()).isEqualTo(ids);
        assertThat(round(new Resume.Since(all.cursor)).present.keySet()).isSubsetOf(ids);
        assertThat(round(new Resume.Since(all.cursor)).removed).isEmpty();
    }

    @Test
    void our_own_write_comes_back_in_the_version_that_the_write_answered() {
        var cursor = round(EVERYTHING).cursor;
        var created = create("e1", standup());
        var updated = update(created, titled(standup(), "Retro"));

        var told = round(new Resume.Since(cursor)).present;

        assertThat(Optional.ofNullable(told.get(created.id())))
                .hasValueSatisfying(echo -> {
                    assertThat(echo.version()).isEqualTo(updated.version());
                    assertThat(echo.content()).isEqualTo(updated.content());
                });
    }

    @Test
    void what_another_person_did_is_told() {
        var kept = create("e2", standup());
        var cursor = round(EVERYTHING).cursor;
        fixture.person().retitles(kept.id(), "Theirs");
        var added = fixture.person().adds(named("theirs"));

        var told = round(new Resume.Since(cursor));

        assertThat(told.present.keySet()).contains(kept.id(), added);
        assertThat(Optional.ofNullable(told.present.get(kept.id())))
                .hasValueSatisfying(now -> {
                    assertThat(now.content().details().title()).isEqualTo("Theirs");
                    assertThat(now.version()).isNotEqualTo(kept.version());
                });
    }

    @Test
    void what_another_person_removed_is_told() {
        var gone = create("e3", standup());
        var cursor = round(EVERYTHING).cursor;
        fixture.person().removes(gone.id());

        var told = round(new Resume.Since(cursor));

        assertThat(told.removed).contains(gone.id());
        assertThat(told.present).doesNotContainKey(gone.id());
    }

    @Test
    void a_void_cursor_is_told_from_a_failure() {
        create("e4", standup());
        var cursor = round(EVERYTHING).cursor;
        fixture.forgetCursors();

        assertFailure(() -> round(new Resume.Since(cursor)), ProviderFailure.CursorExpired.class);
        assertThat(round(EVERYTHING).present).hasSize(1);
    }

    private Provider provider() {
        return fixture.provider();
    }

    private RemoteObject create(String operation, ImportedEntry content) {
        // five characters at least
        var draft = new Draft("oper" + operation, content);
        return provider().create(fixture.account(), fixture.calendar(), draft);
    }

    private RemoteObject update(RemoteObject known, ImportedEntry wanted) {
        return provider().update(fixture.account(), fixture.calendar(), known, wanted);
    }

    private void delete(RemoteObject known) {
        provider().delete(fixture.account(), fixture.calendar(), known);
    }

    private Optional<RemoteObject> fetch(String object) {
        return provider().fetch(fixture.account(), fixture.calendar(), object);
    }

    private record Round(Map<String, RemoteObject> present, Set<String> removed, String cursor) {}

    private Round round(Resume from) {
        var present = new HashMap<String, RemoteObject>();
        var removed = new HashSet<String>();
        var resume = from;
        while (true) {
            var page = provider().changes(fixture.account(), fixture.calendar(), resume);
            for (var change : page.changes()) {
                present.remove(change.object());
                removed.remove(change.object());
                switch (change) {
                    case Present(var now, var notes) -> present.put(now.id(), now);
                    case Removed gone -> removed.add(gone.object());
                    case RemoteChange.Touched(var object) ->
                            fetch(object)
                                    .ifPresentOrElse(
                                            now -> present.put(object, now),
                                            () -> removed.add(object));
                    case RemoteChange.Unreadable(var object, var reason) ->
                            throw new AssertionError(object + " is unreadable: " + reason);
                }
            }
            switch (page.continuation()) {
                case More(var next) -> resume = new Resume.Next(next);
                case Done(var cursor) -> {
                    return new Round(present, removed, cursor);
                }
            }
        }
    }

    private static void assertFailure(Runnable call, Class<? extends ProviderFailure> kind) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProviderFailed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(kind));
    }

    /** Equal but for the UID, and with exceptions in any order. */
    private static void assertSame(ImportedEntry actual, ImportedEntry wanted) {
        assertThat(normal(actual)).isEqualTo(normal(wanted));
    }

    private static ImportedEntry normal(ImportedEntry content) {
        var overrides = new ArrayList<>(content.overrides());
        overrides.sort(java.util.Comparator.comparing(ImportedOverride::originalStart));
        return new ImportedEntry(
                "any",
                content.details(),
                content.span(),
                content.recurrence(),
                content.exclusions().stream().sorted().toList(),
                overrides);
    }

    private static ImportedEntry standup() {
        return named("u-1");
    }

    private static ImportedEntry named(String uid) {
        var details =
                Details.titled("Standup")
                        .with(new Change.Description(Optional.of("What blocks us?")))
                        .with(new Change.Location(Optional.of("Room 4")));
        return entry(uid, details, timed(START));
    }

    private static ImportedEntry series() {
        var details = Details.titled("Course").with(new Change.Location(Optional.of("B 12")));
        var moved = START.plusDays(1).plusHours(3);
        return new ImportedEntry(
                "u-3",
                details,
                timed(START),
                Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=10"))),
                List.of(START.plusDays(3)),
                List.of(
                        new ImportedOverride(
                                START.plusDays(1),
                                details.with(new Change.Title("Course, later")),
                                timed(moved))));
    }

    private static Span timed(LocalDateTime start) {
        return new Span.Timed(start, PARIS, new End.At(start.plusHours(1)));
    }

    private static ImportedEntry entry(String uid, Details details, Span span) {
        return ImportedEntry.single(uid, details, span);
    }

    private static ImportedEntry titled(ImportedEntry entry, String title) {
        return entry(entry.uid(), entry.details().with(new Change.Title(title)), entry.span());
    }

    private static ImportedEntry at(ImportedEntry entry, Span span) {
        return entry(entry.uid(), entry.details(), span);
    }

    private static ImportedEntry with(
            ImportedEntry entry, List<LocalDateTime> exclusions, List<ImportedOverride> overrides) {
        return entry.withExceptions(exclusions, overrides);
    }
}

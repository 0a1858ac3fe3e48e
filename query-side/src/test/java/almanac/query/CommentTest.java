package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarFact;
import almanac.calendar.Permission;
import almanac.comment.CommentCommand;
import almanac.comment.CommentFact;
import almanac.comment.CommentQuery;
import almanac.comment.CommentView;
import almanac.comment.Template;
import almanac.comment.ThreadHead;
import almanac.comment.ThreadId;
import almanac.comment.ThreadView;
import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.history.HistoryQuery;
import almanac.history.Moment;
import almanac.history.Restoration;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.AsOf;
import almanac.time.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Threads as they are read. */
class CommentTest {

    private static final Span DAY =
            new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));
    private static final ThreadId THREAD = ThreadId.of(World.entry(1));
    private static final EntryNumber ENTRY = EntryNumber.of(World.entry(1));
    private static final EntryNumber WHOLE = EntryNumber.of(World.entry(3));
    private static final EntryNumber SECOND = EntryNumber.of(World.entry(3), new OccurrenceKey(7));
    private static final ThreadId OF_SECOND =
            new ThreadId(World.entry(3), OptionalLong.of(604_800));

    /** Anna's calendar 5 that Ben reads and Cleo does not, with the entries 1 and 2. */
    private static World home() {
        return new World()
                .happen(
                        World.registered(1, "anna"),
                        World.registered(2, "ben"),
                        World.registered(3, "cleo"),
                        World.opened(5, 1, "home"),
                        World.shared(5, 2, Permission.READ),
                        World.single(1, 5, "first", DAY),
                        World.single(2, 5, "second", DAY));
    }

    private static CommentFact said(long id, Long... parent) {
        return World.said(1, id, 1 + id % 2, Arrays.stream(parent).findFirst());
    }

    private static ThreadView thread(World world, EntryNumber number) {
        return world.ask(new CommentQuery.CommentsOn(number, World.user(2)), ThreadView.class);
    }

    private static CommentView comment(World world, long id) {
        return world.ask(
                new CommentQuery.CommentById(ENTRY, World.comment(id), World.user(2)),
                CommentView.class);
    }

    private static String outline(List<CommentView> comments) {
        return comments.stream()
                .map(each ->
                        each.id().value()
                                + (each.replies().isEmpty()
                                        ? ""
                                        : "(" + outline(each.replies()) + ")"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void replies_are_nested_and_the_oldest_come_first() {
        var world =
                home().happen(
                                said(9),
                                said(4),
                                said(7, 9L),
                                said(3, 9L),
                                said(2, 7L),
                                said(1, 4L),
                                World.said(2, 8, 1, Optional.empty()));
        assertThat(outline(thread(world, ENTRY).comments())).isEqualTo("9(7(2) 3) 4(1)");
        assertThat(outline(List.of(comment(world, 9)))).isEqualTo("9(7(2) 3)");
        assertThat(outline(List.of(comment(world, 2)))).isEqualTo("2");
        assertThat(comment(world, 2).parent()).contains(World.comment(7));
    }

    @Test
    void a_comment_has_the_times_of_its_facts_and_the_people_as_they_are_now() {
        var world =
                home().happen(
                                said(1),
                                new CommentFact.CommentFlagged(
                                        THREAD, World.comment(1), World.user(1)),
                                new CommentFact.CommentEdited(
                                        THREAD, World.comment(1), "otherwise"));
        var view = comment(world, 1);
        var written = Instant.parse("2026-01-01T00:00:07Z");
        assertThat(view.createdAt()).isEqualTo(written);
        assertThat(view.updatedAt()).isEqualTo(written.plusSeconds(2));
        assertThat(view.flag().orElseThrow().at()).isEqualTo(written.plusSeconds(1));
        assertThat(view.flag().orElseThrow().by().username()).isEqualTo("anna");
        assertThat(view.content()).isEqualTo("otherwise");
        assertThat(view.reporter().username()).isEqualTo("ben");

        world.happen(
                new almanac.user.UserFact.ProfileChanged(World.user(2), World.profile("benjamin")),
                new CommentFact.CommentUnflagged(THREAD, World.comment(1)));
        assertThat(comment(world, 1).reporter().username()).isEqualTo("benjamin");
        assertThat(comment(world, 1).flag()).isEmpty();
    }

    @Test
    void a_comment_that_was_flagged_from_the_beginning_says_by_whom() {
        var world =
                home().happen(
                                new CommentFact.CommentWritten(
                                        THREAD,
                                        World.comment(1),
                                        World.user(2),
                                        Optional.empty(),
                                        Optional.of(Template.QUICK_NOTE),
                                        "Quick note: x",
                                        true));
        var view = comment(world, 1);
        assertThat(view.flag()).contains(new CommentView.Flag(view.reporter(), view.createdAt()));
        assertThat(view.template()).contains(Template.QUICK_NOTE);
        assertThat(view.tracked()).isFalse();
    }

    @Test
    void who_looked_is_a_comment_of_the_system() {
        var world =
                home().happen(
                                new CommentFact.OpenTracked(
                                        THREAD,
                                        World.comment(1),
                                        World.user(2),
                                        LocalDate.of(2026, 1, 1),
                                        "Opened event: x"));
        var view = comment(world, 1);
        assertThat(view.tracked()).isTrue();
        assertThat(view.template()).contains(Template.OPEN_EVENT);
        assertThat(view.reporter().username()).isEqualTo("ben");
    }

    @Test
    void a_comment_of_another_thread_is_not_found() {
        var world = home().happen(said(1));
        assertThat(
                        world.refusal(
                                new CommentQuery.CommentById(
                                        EntryNumber.of(World.entry(2)),
                                        World.comment(1),
                                        World.user(1))))
                .isEqualTo(new Rejection.NotFound("Comment", "1"));
    }

    @Test
    void a_stranger_is_refused_and_what_is_not_there_is_not_found() {
        var world = home().happen(said(1));
        for (var query :
                List.of(
                        new CommentQuery.ThreadOf(ENTRY, Optional.empty(), World.user(3)),
                        new CommentQuery.CommentsOn(ENTRY, World.user(3)),
                        new CommentQuery.CommentById(ENTRY, World.comment(1), World.user(3)))) {
            assertThat(world.refusal(query))
                    .isEqualTo(new Rejection.NotPermitted("Event", "Access denied to this event"));
        }
        var occurrence = EntryNumber.of(World.entry(1), new OccurrenceKey(3));
        for (var number : List.of(EntryNumber.of(World.entry(77)), occurrence)) {
            assertThat(world.refusal(new CommentQuery.CommentsOn(number, World.user(1))))
                    .isEqualTo(new Rejection.NotFound("Event", Long.toString(number.value())));
        }
    }

    @Test
    void a_deleted_entry_hides_its_thread_and_shows_it_when_it_comes_back() {
        var world =
                home().happen(
                                said(1),
                                new EntryFact.EntryDeleted(World.entry(1), World.calendar(5)));
        assertThat(world.refusal(new CommentQuery.CommentsOn(ENTRY, World.user(1))))
                .isEqualTo(new Rejection.NotFound("Event", "1"));
        world.happen(World.single(1, 5, "back", DAY));
        assertThat(outline(thread(world, ENTRY).comments())).isEqualTo("1");
    }

    @Test
    void a_thread_follows_its_entry_to_another_calendar_and_is_seen_as_that_one_is() {
        var world = home().happen(said(1), World.opened(6, 3, "cleo's"));
        world.happen(
                new EntryFact.EntryMoved(World.entry(1), World.calendar(5), World.calendar(6)),
                new CalendarFact.CalendarShared(World.calendar(6), World.user(2), Permission.READ));
        assertThat(outline(thread(world, ENTRY).comments())).isEqualTo("1");
        assertThat(world.refusal(new CommentQuery.CommentsOn(ENTRY, World.user(1))))
                .isInstanceOf(Rejection.NotPermitted.class);
    }

    private static World weekly() {
        var single = (EntryFact.EntryCreated) World.single(3, 5, "series", DAY);
        return home().happen(
                        new EntryFact.EntryCreated(
                                single.entry(),
                                single.calendar(),
                                single.uid(),
                                single.creator(),
                                single.details(),
                                single.span(),
                                Optional.of(Recurrence.of(Rule.parse("FREQ=WEEKLY"))),
                                Optional.of(new Numbering(DAY.localStart(), 86_400))));
    }

    private static CommentFact saidOfSecond(long id) {
        return new CommentFact.CommentWritten(
                OF_SECOND,
                World.comment(id),
                World.user(1),
                Optional.empty(),
                Optional.empty(),
                "of the second",
                false);
    }

    private static ThreadId goesTo(World world, EntryNumber number, Long... about) {
        var comment = Arrays.stream(about).map(World::comment).findFirst();
        var query = new CommentQuery.ThreadOf(number, comment, World.user(2));
        return world.ask(query, ThreadHead.class).id();
    }

    @Test
    void an_occurrence_has_a_thread_of_its_own() {
        var world = weekly();
        assertThat(goesTo(world, SECOND)).isEqualTo(OF_SECOND);
        world.happen(World.said(3, 1, 1, Optional.empty()), saidOfSecond(2));
        assertThat(outline(thread(world, SECOND).comments())).isEqualTo("2");
        assertThat(outline(thread(world, WHOLE).comments())).isEqualTo("1");
        assertThat(goesTo(world, SECOND, 1L)).isEqualTo(OF_SECOND);
    }

    @Test
    void what_is_left_of_a_series_is_read_with_what_was_said_of_it_as_an_occurrence() {
        var world =
                weekly().happen(
                                saidOfSecond(2),
                                World.said(3, 1, 1, Optional.empty()),
                                onlySecond());
        for (var number : List.of(SECOND, WHOLE)) {
            assertThat(outline(thread(world, number).comments())).isEqualTo("2 1");
            assertThat(goesTo(world, number, 1L)).isEqualTo(ThreadId.of(World.entry(3)));
            assertThat(goesTo(world, number, 2L)).isEqualTo(OF_SECOND);
            var one = new CommentQuery.CommentById(number, World.comment(2), World.user(2));
            assertThat(world.ask(one, CommentView.class).thread().number()).isEqualTo(number);
        }
        assertThat(goesTo(world, SECOND)).isEqualTo(OF_SECOND);
        assertThat(goesTo(world, WHOLE)).isEqualTo(ThreadId.of(World.entry(3)));
    }

    @Test
    void what_was_read_together_was_not_before_the_series_ended() {
        var world = weekly().happen(saidOfSecond(2), World.said(3, 1, 1, Optional.empty()));
        var before = new AsOf(world.now());
        world.happen(onlySecond());
        var after = new AsOf(world.now());
        world.happen(World.said(3, 4, 1, Optional.empty()));
        assertThat(outline(thread(world, WHOLE, before).comments())).isEqualTo("1");
        assertThat(outline(thread(world, SECOND, before).comments())).isEqualTo("2");
        assertThat(outline(thread(world, WHOLE, after).comments())).isEqualTo("2 1");
        assertThat(outline(thread(world, SECOND, after).comments())).isEqualTo("2 1");
    }

    @Test
    void a_comment_of_the_occurrence_is_restored_under_the_number_of_the_event() {
        var world = weekly().happen(saidOfSecond(2));
        var before = new AsOf(world.now());
        world.happen(
                new CommentFact.CommentEdited(OF_SECOND, World.comment(2), "changed"),
                onlySecond());
        var query =
                new HistoryQuery.CommentRestore(
                        WHOLE,
                        World.comment(2),
                        new Moment.At(before),
                        World.user(1),
                        OptionalLong.empty());
        assertThat(world.ask(query, Restoration.OfComment.class).commands())
                .containsExactly(
                        new CommentCommand.EditComment(
                                OF_SECOND, World.comment(2), World.user(1), "of the second"));
    }

    private static EntryFact onlySecond() {
        return new EntryFact.EntryUpdated(
                World.entry(3),
                List.of(
                        new Change.Repeats(
                                DAY, Optional.empty(), Optional.empty(), SECOND.occurrence())));
    }

    private static ThreadView thread(World world, EntryNumber number, AsOf then) {
        return world.ask(
                new CommentQuery.CommentsAsOf(number, then, World.user(2)), ThreadView.class);
    }
}

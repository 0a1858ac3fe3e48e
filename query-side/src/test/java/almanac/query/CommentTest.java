package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarFact;
import almanac.calendar.Permission;
import almanac.comment.CommentFact;
import almanac.comment.CommentQuery;
import almanac.comment.CommentView;
import almanac.comment.Template;
import almanac.comment.ThreadHead;
import almanac.comment.ThreadId;
import almanac.comment.ThreadView;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
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
                        new CommentQuery.ThreadOf(ENTRY, World.user(3)),
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

    @Test
    void an_occurrence_has_a_thread_of_its_own() {
        var rule = Rule.parse("FREQ=WEEKLY");
        var single = (EntryFact.EntryCreated) World.single(3, 5, "series", DAY);
        var world =
                home().happen(
                                new EntryFact.EntryCreated(
                                        single.entry(),
                                        single.calendar(),
                                        single.uid(),
                                        single.creator(),
                                        single.details(),
                                        single.span(),
                                        Optional.of(Recurrence.of(rule)),
                                        Optional.of(new Numbering(DAY.localStart(), 86_400))));
        var second = EntryNumber.of(World.entry(3), new OccurrenceKey(7));
        var head = world.ask(new CommentQuery.ThreadOf(second, World.user(2)), ThreadHead.class);
        assertThat(head.id()).isEqualTo(new ThreadId(World.entry(3), OptionalLong.of(604_800)));
        world.happen(
                World.said(3, 1, 1, Optional.empty()),
                new CommentFact.CommentWritten(
                        head.id(),
                        World.comment(2),
                        World.user(1),
                        Optional.empty(),
                        Optional.empty(),
                        "of the second",
                        false));
        assertThat(outline(thread(world, second).comments())).isEqualTo("2");
        assertThat(outline(thread(world, EntryNumber.of(World.entry(3))).comments()))
                .isEqualTo("1");
    }
}

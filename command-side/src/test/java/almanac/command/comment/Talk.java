package almanac.command.comment;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.comment.CommentCommand;
import almanac.comment.CommentFact;
import almanac.comment.CommentId;
import almanac.comment.ThreadId;
import almanac.entry.EntryId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** The words of the tests of threads. */
final class Talk {

    static final ThreadId THREAD = ThreadId.of(new EntryId(42));
    static final UserId ANA = new UserId(7);
    static final UserId BEN = new UserId(8);
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    /** When everything that was given happened. */
    static final Instant BEFORE = Instant.parse("2026-11-21T23:58:00Z");

    private Talk() {}

    static AggregateTestFixture<ThreadAggregate> fixture() {
        var fixture = new AggregateTestFixture<>(ThreadAggregate.class);
        fixture.givenCurrentTime(BEFORE);
        return fixture;
    }

    static CommentId id(long number) {
        return new CommentId(number);
    }

    /** What Ana wrote. */
    static CommentFact written(long number, Optional<Long> parent, String content) {
        return new CommentFact.CommentWritten(
                THREAD,
                id(number),
                ANA,
                parent.map(CommentId::new),
                Optional.empty(),
                content,
                false);
    }

    static CommentFact opened(long number, UserId reader, LocalDate day) {
        return new CommentFact.OpenTracked(THREAD, id(number), reader, day, "Opened event: seen");
    }

    static CommentCommand write(long number, Optional<Long> parent, String content) {
        return new CommentCommand.WriteComment(
                THREAD,
                id(number),
                ANA,
                parent.map(CommentId::new),
                Optional.empty(),
                content,
                false);
    }

    static CommentCommand edit(UserId editor, long number, String content) {
        return new CommentCommand.EditComment(THREAD, id(number), editor, content);
    }

    static CommentCommand flag(UserId by, long number, boolean flagged) {
        return new CommentCommand.FlagComment(THREAD, id(number), by, flagged);
    }

    /** An hour later. */
    static CommentCommand track(long number, UserId reader, LocalDate day, String note) {
        return track(number, reader, BEFORE.plusSeconds(3600), day, note);
    }

    static CommentCommand track(
            long number, UserId reader, Instant at, LocalDate day, String note) {
        return new CommentCommand.TrackOpen(THREAD, id(number), reader, at, day, note);
    }

    /** Fails unless the command is refused, by the aggregate too; answers why. */
    static Rejection refusal(List<CommentFact> given, CommentCommand command) {
        var conversation = new Conversation();
        given.forEach(fact -> conversation.add(fact, BEFORE));
        var rejection =
                Assertions.catchThrowableOfType(Rejected.class, () -> decide(conversation, command))
                        .rejection();
        fixture()
                .given(given)
                .when(command)
                .expectNoEvents()
                .expectException(Rejected.class)
                .expectExceptionMessage(rejection.message());
        return rejection;
    }

    private static void decide(Conversation before, CommentCommand command) {
        var facts =
                switch (command) {
                    case CommentCommand.WriteComment write -> Writing.write(before, write);
                    case CommentCommand.EditComment edit -> Editing.edit(before, edit);
                    case CommentCommand.FlagComment flag -> Flagging.flag(before, flag);
                    case CommentCommand.TrackOpen track -> Writing.trackOpen(before, track);
                };
        assertThat(facts).as("not refused: " + command).isNull();
    }
}

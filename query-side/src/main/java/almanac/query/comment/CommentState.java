package almanac.query.comment;

import almanac.comment.CommentFact;
import almanac.comment.CommentId;
import almanac.comment.Template;
import almanac.comment.ThreadId;
import almanac.query.rebuild.Stamped;
import almanac.user.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** What the facts say of one comment. */
record CommentState(
        CommentId id,
        ThreadId thread,
        UserId author,
        Optional<CommentId> parent,
        Optional<Template> template,
        String content,
        Optional<Flag> flag,
        boolean tracked) {

    record Flag(UserId by, Instant at) {}

    static CommentState after(Optional<CommentState> before, Stamped<CommentFact> stamped) {
        return switch (stamped.fact()) {
            case CommentFact.CommentWritten written -> begun(written, stamped.at());
            case CommentFact.OpenTracked(var thread, var id, var reader, var day, var content) ->
                    new CommentState(
                            id,
                            thread,
                            reader,
                            Optional.empty(),
                            Optional.of(Template.OPEN_EVENT),
                            content,
                            Optional.empty(),
                            true);
            case CommentFact.CommentEdited edited -> known(before, edited).saying(edited.content());
            case CommentFact.CommentFlagged flagged ->
                    known(before, flagged)
                            .flagged(Optional.of(new Flag(flagged.by(), time(stamped.at()))));
            case CommentFact.CommentUnflagged unflagged ->
                    known(before, unflagged).flagged(Optional.empty());
        };
    }

    private static CommentState begun(CommentFact.CommentWritten fact, Instant at) {
        return new CommentState(
                fact.comment(),
                fact.thread(),
                fact.author(),
                fact.parent(),
                fact.template(),
                fact.content(),
                fact.flagged() ? Optional.of(new Flag(fact.author(), time(at))) : Optional.empty(),
                false);
    }

    /** As exact as the other times of a document are. */
    private static Instant time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private static CommentState known(Optional<CommentState> before, CommentFact fact) {
        return before.orElseThrow(() -> new IllegalStateException("no comment yet: " + fact));
    }

    private CommentState saying(String other) {
        return new CommentState(id, thread, author, parent, template, other, flag, tracked);
    }

    private CommentState flagged(Optional<Flag> to) {
        return new CommentState(id, thread, author, parent, template, content, to, tracked);
    }

    /** Everyone whose summary a view needs. */
    Stream<UserId> people() {
        return Stream.concat(Stream.of(author), flag.stream().map(Flag::by));
    }
}

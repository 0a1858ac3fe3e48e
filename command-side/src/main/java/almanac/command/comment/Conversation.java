package almanac.command.comment;

import almanac.comment.CommentFact;
import almanac.comment.CommentId;
import almanac.comment.Template;
import almanac.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What decisions need to know of a thread. Grows in place: a copy at each fact would make a long
 * thread cost the square of its length.
 */
final class Conversation {

    /**
     * One comment.
     *
     * @param depth 1 when it answers nobody
     * @param tracked whether it only notes that somebody looked
     */
    record Comment(
            UserId author,
            int depth,
            Optional<Template> template,
            String content,
            boolean tracked,
            boolean flagged) {

        private Comment saying(String to) {
            return new Comment(author, depth, template, to, tracked, flagged);
        }

        private Comment flagged(boolean to) {
            return new Comment(author, depth, template, content, tracked, to);
        }
    }

    private record Visit(UserId user, LocalDate day) {}

    private final Map<CommentId, Comment> comments = new HashMap<>();
    private final Set<Visit> visits = new HashSet<>();
    private final Map<UserId, Instant> lastVisits = new HashMap<>();

    Optional<Comment> comment(CommentId id) {
        return Optional.ofNullable(comments.get(id));
    }

    boolean opened(UserId user, LocalDate day) {
        return visits.contains(new Visit(user, day));
    }

    /** Whether the user was last noted less than that long before. */
    boolean openedWithin(Duration before, UserId user, Instant at) {
        return Optional.ofNullable(lastVisits.get(user))
                .filter(last -> last.isAfter(at.minus(before)))
                .isPresent();
    }

    /**
     * @param at when it happened
     */
    void add(CommentFact fact, Instant at) {
        switch (fact) {
            case CommentFact.CommentWritten written ->
                    comments.put(
                            written.comment(),
                            new Comment(
                                    written.author(),
                                    1 + written.parent().map(this::depth).orElse(0),
                                    written.template(),
                                    written.content(),
                                    false,
                                    written.flagged()));
            case CommentFact.OpenTracked(var thread, var id, var reader, var day, var content) -> {
                visits.add(new Visit(reader, day));
                lastVisits.put(reader, at);
                comments.put(
                        id,
                        new Comment(
                                reader, 1, Optional.of(Template.OPEN_EVENT), content, true, false));
            }
            case CommentFact.CommentEdited edited ->
                    change(edited, old -> old.saying(edited.content()));
            case CommentFact.CommentFlagged flagged -> change(flagged, old -> old.flagged(true));
            case CommentFact.CommentUnflagged flagged -> change(flagged, old -> old.flagged(false));
        }
    }

    private int depth(CommentId id) {
        return comment(id)
                .map(Comment::depth)
                .orElseThrow(() -> new IllegalStateException("not in this thread: " + id));
    }

    private void change(CommentFact fact, UnaryOperator<Comment> to) {
        var old =
                comment(fact.comment())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "not written yet, so this cannot follow: " + fact));
        comments.put(fact.comment(), to.apply(old));
    }
}

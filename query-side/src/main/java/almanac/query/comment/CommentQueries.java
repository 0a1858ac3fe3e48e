package almanac.query.comment;

import almanac.comment.CommentQuery;
import almanac.comment.CommentView;
import almanac.comment.ThreadHead;
import almanac.comment.ThreadId;
import almanac.comment.ThreadView;
import almanac.entry.EntryNumber;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.calendar.Calendars;
import almanac.query.entry.Entries;
import almanac.query.user.Users;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link CommentQuery}. */
final class CommentQueries {

    private final Comments comments;
    private final Entries entries;
    private final Calendars calendars;
    private final Users users;

    CommentQueries(Comments comments, Entries entries, Calendars calendars, Users users) {
        this.comments = comments;
        this.entries = entries;
        this.calendars = calendars;
        this.users = users;
    }

    @QueryHandler
    ThreadHead on(CommentQuery.ThreadOf query) {
        var place = place(query.number(), query.viewer());
        return query.about()
                .flatMap(comment -> comments.of(place.threads(), comment))
                .map(found -> place.head().in(found.state().thread()))
                .orElse(place.head());
    }

    @QueryHandler
    ThreadView on(CommentQuery.CommentsOn query) {
        var place = place(query.number(), query.viewer());
        var tree = new CommentTree(place.head(), comments.of(place.threads()), users::summaries);
        return new ThreadView(place.head(), tree.answersTo(Optional.empty()));
    }

    @QueryHandler
    CommentView on(CommentQuery.CommentById query) {
        var place = place(query.number(), query.viewer());
        var number = Long.toString(query.comment().value());
        var comment =
                comments.of(place.threads(), query.comment())
                        .orElseThrow(() -> new Rejected(new Rejection.NotFound("Comment", number)));
        var all = new ArrayList<>(comments.below(query.comment()));
        all.add(comment);
        return new CommentTree(place.head(), all, users::summaries).view(comment);
    }

    /**
     * @param head where a number's own comments go
     * @param threads what is read under it
     */
    private record Place(ThreadHead head, List<ThreadId> threads) {}

    /** Asks for the share before the occurrence, so that a stranger learns nothing of the rule. */
    private Place place(EntryNumber number, UserId viewer) {
        var missing = new Rejection.NotFound("Event", Long.toString(number.value()));
        var entry = entries.live(number.entry()).orElseThrow(() -> new Rejected(missing));
        var calendar =
                calendars.seenBy(
                        viewer,
                        entry.calendar(),
                        missing,
                        new Rejection.NotPermitted("Event", "Access denied to this event"));
        var thread =
                ThreadId.of(entry, number.occurrence()).orElseThrow(() -> new Rejected(missing));
        return new Place(
                new ThreadHead(thread, number, calendar.visibility()), thread.readWith(entry));
    }
}

package almanac.query.comment;

import almanac.comment.CommentCommand;
import almanac.comment.CommentFact;
import almanac.comment.CommentId;
import almanac.comment.CommentQuery;
import almanac.comment.ThreadHead;
import almanac.comment.ThreadId;
import almanac.comment.ThreadView;
import almanac.entry.EntryNumber;
import almanac.history.FieldChange;
import almanac.history.HistoryQuery;
import almanac.history.Restoration;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.entry.PastEntries;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.past.Moments;
import almanac.query.rebuild.Row;
import almanac.query.user.PastUsers;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Threads as they were, folded from their facts. */
public final class PastComments {

    private final FactLog log;
    private final Fold<CommentFact, CommentState> fold;
    private final PastEntries entries;
    private final PastUsers users;

    PastComments(
            FactLog log,
            Fold<CommentFact, CommentState> fold,
            PastEntries entries,
            PastUsers users) {
        this.log = log;
        this.fold = fold;
        this.entries = entries;
        this.users = users;
    }

    /** Answers {@link CommentQuery} about the past; for Axon's query bus. */
    public Object queries() {
        return this;
    }

    @QueryHandler
    ThreadView on(CommentQuery.CommentsAsOf query) {
        var position = log.lastBefore(query.asOf().limit());
        var place = place(query.viewer(), query.number(), position);
        var rows =
                place.threads().stream()
                        .flatMap(thread -> rows(thread, position).values().stream())
                        .toList();
        return new ThreadView(
                place.head(),
                new CommentTree(place.head(), rows, ids -> users.summaries(ids, position))
                        .answersTo(Optional.empty()));
    }

    /**
     * What would make a comment what it said at an instant, with what that changes.
     *
     * @throws Rejected as for the thread, now and then, with NotFound where the comment was not
     *     there then, and with NotPermitted where it said something else and the viewer did not
     *     write it
     */
    public Restoration.OfComment restoring(HistoryQuery.CommentRestore query) {
        var thread = threadOf(query);
        var position = Moments.position(log, thread.toString(), query.moment());
        place(query.viewer(), query.number(), position);
        var then = comment(thread, query.comment(), position);
        var now = comment(thread, query.comment(), query.seen().orElseGet(log::head));
        var commands = new ArrayList<CommentCommand>();
        var changes = new LinkedHashMap<String, FieldChange>();
        if (!then.content().equals(now.content())) {
            requireAuthor(query.viewer(), now);
            commands.add(
                    new CommentCommand.EditComment(
                            thread, query.comment(), query.viewer(), then.content()));
            changes.put("content", change(now.content(), then.content()));
        }
        var flagged = then.flag().isPresent();
        if (flagged != now.flag().isPresent()) {
            commands.add(
                    new CommentCommand.FlagComment(
                            thread, query.comment(), query.viewer(), flagged));
            changes.put("isFlagged", change(!flagged, flagged));
        }
        return new Restoration.OfComment(commands, changes);
    }

    /** A plan holds nothing that its command would be refused (docs/adr/0007). */
    private static void requireAuthor(UserId viewer, CommentState comment) {
        if (!comment.author().equals(viewer)) {
            throw new Rejected(
                    new Rejection.NotPermitted(
                            "Comment", "You do not have permission to edit comment"));
        }
    }

    private static FieldChange change(Object from, Object to) {
        return new FieldChange(Optional.of(from), Optional.of(to));
    }

    private CommentState comment(ThreadId thread, CommentId comment, long position) {
        return Optional.ofNullable(rows(thread, position).get(comment.value()))
                .map(Row::state)
                .orElseThrow(() -> new Rejected(notFound(comment)));
    }

    private static Rejection notFound(CommentId comment) {
        return new Rejection.NotFound("Comment", Long.toString(comment.value()));
    }

    private Map<Long, Row<CommentState>> rows(ThreadId thread, long position) {
        return fold.upTo(position, log.of(thread.toString()));
    }

    /** Of those that are read there now, the one that holds the comment. */
    private ThreadId threadOf(HistoryQuery.CommentRestore query) {
        var now = log.head();
        return place(query.viewer(), query.number(), now).threads().stream()
                .filter(thread -> rows(thread, now).containsKey(query.comment().value()))
                .findFirst()
                .orElseThrow(() -> new Rejected(notFound(query.comment())));
    }

    private record Place(ThreadHead head, List<ThreadId> threads) {}

    private Place place(UserId viewer, EntryNumber number, long position) {
        var seen = entries.seenBy(viewer, number, position);
        var thread =
                ThreadId.of(seen.state(), number.occurrence())
                        .orElseThrow(() ->
                                new Rejected(
                                        new Rejection.NotFound(
                                                "Event", Long.toString(number.value()))));
        return new Place(
                new ThreadHead(thread, number, seen.calendar().visibility()),
                thread.readWith(seen.state()));
    }
}

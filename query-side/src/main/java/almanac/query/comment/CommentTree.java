package almanac.query.comment;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import almanac.comment.CommentId;
import almanac.comment.CommentView;
import almanac.comment.ThreadHead;
import almanac.query.rebuild.Row;
import almanac.user.UserId;
import almanac.user.UserSummary;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Comments of one thread by what they answer, with all their people read at once. */
final class CommentTree {

    private static final Comparator<Row<CommentState>> OLDEST_FIRST =
            comparing((Row<CommentState> row) -> row.createdAt())
                    .thenComparing(row -> row.state().id().value());

    private final ThreadHead thread;
    private final Map<Optional<CommentId>, List<Row<CommentState>>> answers;
    private final Map<UserId, UserSummary> people;

    /**
     * @param people answers what others may see of users
     */
    CommentTree(
            ThreadHead thread,
            List<Row<CommentState>> comments,
            Function<Collection<UserId>, Map<UserId, UserSummary>> people) {
        this.thread = thread;
        this.answers =
                comments.stream()
                        .sorted(OLDEST_FIRST)
                        .collect(groupingBy(row -> row.state().parent()));
        this.people = people.apply(comments.stream().flatMap(row -> row.state().people()).toList());
    }

    List<CommentView> answersTo(Optional<CommentId> parent) {
        return answers.getOrDefault(parent, List.of()).stream().map(this::view).toList();
    }

    CommentView view(Row<CommentState> row) {
        var state = row.state();
        return new CommentView(
                state.id(),
                thread,
                state.parent(),
                state.template(),
                state.content(),
                state.flag().map(flag -> new CommentView.Flag(person(flag.by()), flag.at())),
                person(state.author()),
                state.tracked(),
                row.createdAt(),
                row.updatedAt(),
                answersTo(Optional.of(state.id())));
    }

    private UserSummary person(UserId id) {
        return Optional.ofNullable(people.get(id)).orElseThrow();
    }
}

package almanac.app.api.comments;

import almanac.comment.CommentId;
import almanac.comment.CommentView;
import almanac.comment.ThreadView;
import almanac.user.UserSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One comment as the document shows it (contract 2.6): every field is there, null where empty. */
@Schema(name = "Comment")
record CommentJson(
        long id,
        long eventId,
        @Nullable Long parentCommentId,
        @Nullable String templateKey,
        String content,
        boolean isFlagged,
        @Nullable Instant flaggedAt,
        @Nullable Flagger flaggedBy,
        String visibility,
        Reporter reporter,
        @Schema(allowableValues = {"comment", "reply", "open-tracking"}) String context,
        boolean isSystem,
        Instant createdAt,
        Instant updatedAt,
        List<CommentJson> replies) {

    @Schema(name = "Comment flagger")
    record Flagger(long id, String username) {
        static Flagger of(UserSummary user) {
            return new Flagger(user.id().value(), user.username());
        }
    }

    @Schema(name = "Comment reporter")
    record Reporter(
            long id, String username, @Nullable String firstName, @Nullable String lastName) {
        static Reporter of(UserSummary user) {
            return new Reporter(
                    user.id().value(),
                    user.username(),
                    user.firstName().orElse(null),
                    user.lastName().orElse(null));
        }
    }

    /**
     * All comments of an event.
     *
     * @param canReply true: who may read them may answer (contract R24)
     */
    @Schema(name = "Comments of an event")
    record Listing(String visibility, boolean canReply, List<CommentJson> comments) {
        static Listing of(ThreadView thread) {
            return new Listing(
                    CommentBody.word(thread.head().visibility()),
                    true,
                    thread.comments().stream().map(CommentJson::of).toList());
        }
    }

    static CommentJson of(CommentView view) {
        return new CommentJson(
                view.id().value(),
                view.thread().number().value(),
                view.parent().map(CommentId::value).orElse(null),
                view.template().map(CommentBody::word).orElse(null),
                view.content(),
                view.flag().isPresent(),
                view.flag().map(CommentView.Flag::at).orElse(null),
                view.flag().map(flag -> Flagger.of(flag.by())).orElse(null),
                CommentBody.word(view.thread().visibility()),
                Reporter.of(view.reporter()),
                context(view),
                view.tracked(),
                view.createdAt(),
                view.updatedAt(),
                view.replies().stream().map(CommentJson::of).toList());
    }

    private static String context(CommentView view) {
        if (view.tracked()) {
            return "open-tracking";
        }
        return view.parent().isPresent() ? "reply" : "comment";
    }
}

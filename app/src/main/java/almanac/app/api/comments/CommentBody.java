package almanac.app.api.comments;

import almanac.app.web.Patch;
import almanac.comment.CommentId;
import almanac.comment.Template;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of a new comment or reply; null counts as not sent. */
@Schema(name = "Comment fields")
record CommentBody(
        @Schema(
                        implementation = String.class,
                        maxLength = 10_000,
                        example = "Running 10 minutes late.")
                Patch<String> content,
        @Schema(
                        implementation = String.class,
                        allowableValues = {
                            "what_im_doing",
                            "quick_note",
                            "reality_log",
                            "open_event"
                        },
                        description = "Comes before the content, or stands alone.")
                Patch<String> templateKey,
        @Schema(implementation = Long.class, description = "The comment that this one answers.")
                Patch<Long> parentCommentId,
        @Schema(implementation = Boolean.class, defaultValue = "false") Patch<Boolean> isFlagged) {

    String text() {
        return content.present().orElse("");
    }

    Optional<Template> template() {
        return templateKey.present().map(CommentBody::template);
    }

    Optional<CommentId> parent() {
        return parentCommentId.present().map(sent -> id("parentCommentId", sent));
    }

    boolean flagged() {
        return isFlagged.present().orElse(false);
    }

    static CommentId id(String field, long sent) {
        if (sent < 1) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field, field + " must be a positive number", Long.toString(sent)));
        }
        return new CommentId(sent);
    }

    private static Template template(String sent) {
        return Arrays.stream(Template.values())
                .filter(template -> word(template).equals(sent))
                .findFirst()
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.Invalid(
                                        "templateKey",
                                        "templateKey must be one of the following values: "
                                                + Arrays.stream(Template.values())
                                                        .map(CommentBody::word)
                                                        .collect(Collectors.joining(", ")),
                                        sent)));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

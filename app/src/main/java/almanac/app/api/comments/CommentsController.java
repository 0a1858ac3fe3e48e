package almanac.app.api.comments;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Patch;
import almanac.comment.CommentCommand;
import almanac.comment.CommentId;
import almanac.message.Rejected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.NullNode;

/**
 * The comments of the PrimeCal document (A9 to A14). The path leaves {@code calendar} to the list
 * of a calendar's events, which looks the same (contract R37).
 */
@RestController
@RequestMapping("/api/events/{eventId:(?!calendar$).+}/comments")
@Tag(name = "Event comments")
class CommentsController {

    /** What a look says for itself (contract 2.6). */
    private static final String VIEWED = "Viewed the event details";

    private static final String LATE =
            """
            {
              "content": "Running 10 minutes late."
            }\
            """;

    private final Threads threads;
    private final Ids ids;
    private final Clock clock;

    CommentsController(Threads threads, Ids ids, Clock clock) {
        this.threads = threads;
        this.ids = ids;
        this.clock = clock;
    }

    @Schema(name = "Comment text")
    record EditBody(
            @Schema(
                            implementation = String.class,
                            maxLength = 10_000,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    Patch<String> content) {}

    @Schema(name = "Comment flag")
    record FlagBody(
            @Schema(implementation = Boolean.class, requiredMode = Schema.RequiredMode.REQUIRED)
                    Patch<Boolean> isFlagged) {}

    @Schema(name = "Opened event")
    record OpenBody(
            @Schema(implementation = String.class, defaultValue = VIEWED) Patch<String> note) {}

    @Operation(
            summary = "List comments for an event",
            description =
                    "Oldest first, replies nested. A series and each of its occurrences have"
                            + " threads of their own; one that is left of a series is read with"
                            + " what was said of it as an occurrence. With asOf, an instant, what was said by then.")
    @GetMapping
    CommentJson.Listing list(
            Caller caller,
            @PathVariable long eventId,
            @RequestParam(required = false) @Nullable String asOf) {
        return CommentJson.Listing.of(threads.all(caller, eventId, asOf));
    }

    @Operation(
            summary = "Create a comment",
            description =
                    "Whoever may read the event may comment. Content or templateKey is needed.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Running late",
                                                            value = LATE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CommentJson create(Caller caller, @PathVariable long eventId, @RequestBody CommentBody body) {
        return write(caller, eventId, body.parent(), body);
    }

    @Operation(
            summary = "Reply to a comment",
            description =
                    "The path says which comment; a parentCommentId in the body is passed over.")
    @PostMapping("/{commentId}/replies")
    @ResponseStatus(HttpStatus.CREATED)
    CommentJson reply(
            Caller caller,
            @PathVariable long eventId,
            @PathVariable long commentId,
            @RequestBody CommentBody body) {
        var parent = Optional.of(CommentBody.id("commentId", commentId));
        return write(caller, eventId, parent, body);
    }

    private CommentJson write(
            Caller caller, long eventId, Optional<CommentId> parent, CommentBody body) {
        var place = threads.at(caller, eventId, parent);
        return threads.say(
                place,
                new CommentCommand.WriteComment(
                        place.thread(),
                        ids.comment(),
                        place.caller().user(),
                        parent,
                        body.template(),
                        body.text(),
                        body.flagged()));
    }

    @Operation(
            summary = "Track that a user opened an event",
            description =
                    "Noted once for each user and day, the day of the user's time zone. A repeat on"
                            + " that day writes nothing and answers 201 with null; so does one"
                            + " within 5 minutes of the last, even when a new day has begun."
                            + " Every occurrence of a series has a thread, and so a note, of its"
                            + " own.")
    @ApiResponse(
            responseCode = "201",
            description = "The comment that notes it, or null",
            content = @Content(schema = @Schema(anyOf = {CommentJson.class, NullNode.class})))
    @PostMapping("/track-open")
    ResponseEntity<Object> trackOpen(
            Caller caller,
            @PathVariable long eventId,
            @RequestBody(required = false) @Nullable OpenBody body) {
        var place = threads.at(caller, eventId);
        var now = clock.instant();
        var command =
                new CommentCommand.TrackOpen(
                        place.thread(),
                        ids.comment(),
                        caller.user(),
                        now,
                        LocalDate.ofInstant(now, caller.zone()),
                        note(body));
        var answer = ResponseEntity.status(HttpStatus.CREATED);
        return threads.tracks(place, command)
                ? answer.body(threads.comment(place, command.comment()))
                : answer.body(NullNode.getInstance());
    }

    private static String note(@Nullable OpenBody body) {
        return Optional.ofNullable(body)
                .flatMap(sent -> sent.note().present())
                .filter(note -> !note.isBlank())
                .orElse(VIEWED);
    }

    @Operation(
            summary = "Update a comment",
            description = "Its author only. A comment with a templateKey keeps it.")
    @PatchMapping("/{commentId}")
    CommentJson edit(
            Caller caller,
            @PathVariable long eventId,
            @PathVariable long commentId,
            @RequestBody EditBody body) {
        var comment = CommentBody.id("commentId", commentId);
        var place = threads.at(caller, eventId, Optional.of(comment));
        return threads.say(
                place,
                new CommentCommand.EditComment(
                        place.thread(),
                        comment,
                        caller.user(),
                        required("content", body.content())));
    }

    @Operation(
            summary = "Flag or unflag a comment",
            description = "Whoever may read the event may flag.")
    @PatchMapping("/{commentId}/flag")
    CommentJson flag(
            Caller caller,
            @PathVariable long eventId,
            @PathVariable long commentId,
            @RequestBody FlagBody body) {
        var comment = CommentBody.id("commentId", commentId);
        var place = threads.at(caller, eventId, Optional.of(comment));
        return threads.say(
                place,
                new CommentCommand.FlagComment(
                        place.thread(),
                        comment,
                        caller.user(),
                        required("isFlagged", body.isFlagged())));
    }

    private static <T> T required(String field, Patch<T> sent) {
        return sent.present().orElseThrow(() -> Rejected.invalid(field, field + " is required"));
    }
}

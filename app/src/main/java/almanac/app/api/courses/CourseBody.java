package almanac.app.api.courses;

import almanac.app.web.Patch;
import almanac.app.web.Texts;
import almanac.course.CourseCommand;
import almanac.course.CourseDetails;
import almanac.course.CourseId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a course. Lengths are in code points; a blank text counts as none. */
@Schema(name = "Course fields")
record CourseBody(
        @Schema(implementation = String.class, maxLength = 255, example = "Biology")
                Patch<String> name,
        @Schema(implementation = String.class, maxLength = 50, example = "BIO101")
                Patch<String> code,
        @Schema(implementation = String.class, maxLength = 255) Patch<String> professor,
        @Schema(implementation = String.class, maxLength = 100) Patch<String> semester,
        @Schema(implementation = String.class, maxLength = 255) Patch<String> location,
        @Schema(implementation = String.class, maxLength = 1000) Patch<String> description,
        @Schema(
                        implementation = String.class,
                        maxLength = 50,
                        description = "A hex code or a color name",
                        example = "#10b981")
                Patch<String> color,
        @Schema(implementation = String.class, maxLength = 16) Patch<String> emoji) {

    private static final Pattern COLOR =
            Pattern.compile(
                    "#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|\\p{L}[\\p{L}\\p{N} -]{0,49}");

    CourseDetails details() {
        return new CourseDetails(
                changedName().orElseThrow(() -> Rejected.invalid("name", "name is required")),
                text("code", code, 50).flatMap(to -> to),
                text("professor", professor, 255).flatMap(to -> to),
                text("semester", semester, 100).flatMap(to -> to),
                text("location", location, 255).flatMap(to -> to),
                text("description", description, 1000).flatMap(to -> to),
                changedColor().flatMap(to -> to),
                text("emoji", emoji, 16).flatMap(to -> to));
    }

    CourseCommand.ChangeCourse change(CourseId course) {
        return new CourseCommand.ChangeCourse(
                course,
                changedName(),
                text("code", code, 50),
                text("professor", professor, 255),
                text("semester", semester, 100),
                text("location", location, 255),
                text("description", description, 1000),
                changedColor(),
                text("emoji", emoji, 16));
    }

    private Optional<String> changedName() {
        return text("name", name, 255)
                .map(to ->
                        to.orElseThrow(() ->
                                Rejected.invalid("name", "name must have 1 to 255 characters")));
    }

    private Optional<Optional<String>> changedColor() {
        var sent = text("color", color, 50);
        sent.flatMap(to -> to)
                .filter(to -> !COLOR.matcher(to).matches())
                .ifPresent(wrong -> {
                    throw new Rejected(
                            new Rejection.Invalid(
                                    "color", "color must be a hex code or a color name", wrong));
                });
        return sent;
    }

    private static Optional<Optional<String>> text(String field, Patch<String> sent, int longest) {
        return sent.change()
                .map(to -> to.map(String::strip).filter(text -> !Texts.invisible(text)))
                .map(to -> to.map(text -> checked(field, text, longest)));
    }

    private static String checked(String field, String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            throw Rejected.invalid(field, field + " must have at most " + longest + " characters");
        }
        return text;
    }
}

package almanac.app.api.calendars;

import almanac.app.web.Patch;
import almanac.app.web.Texts;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarId;
import almanac.calendar.Visibility;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The fields of a calendar; {@code groupId} is taken and of no account, groups are not kept. */
@Schema(name = "Calendar fields")
record CalendarBody(
        @Schema(implementation = String.class, maxLength = 200, example = "Family Calendar")
                Patch<String> name,
        @Schema(implementation = String.class, maxLength = 500, example = "What the family plans")
                Patch<String> description,
        @Schema(implementation = String.class, maxLength = 7, defaultValue = "#3b82f6")
                Patch<String> color,
        @Schema(implementation = String.class, maxLength = 10, example = "🏠") Patch<String> icon,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"private", "shared", "public"},
                        example = "private")
                Patch<String> visibility,
        @Schema(implementation = Integer.class, defaultValue = "0") Patch<Integer> rank) {

    CalendarDetails details() {
        return new CalendarDetails(
                name.present()
                        .map(CalendarBody::name)
                        .orElseThrow(() -> Rejected.invalid("name", "name is required")),
                cleared(description, "description", 500).flatMap(to -> to),
                checkedColor().orElse(CalendarDetails.DEFAULT_COLOR),
                cleared(icon, "icon", 10).flatMap(to -> to),
                visibilityChange().orElse(Visibility.PRIVATE),
                rank.present().orElse(0));
    }

    CalendarCommand.ChangeCalendar change(CalendarId id) {
        return new CalendarCommand.ChangeCalendar(
                id,
                given(name, "name").map(CalendarBody::name),
                cleared(description, "description", 500),
                given(color, "color").flatMap(sent -> checkedColor()),
                cleared(icon, "icon", 10),
                visibilityChange(),
                given(rank, "rank"));
    }

    private static String name(String sent) {
        var name = text("name", sent, 200).strip();
        if (Texts.invisible(name)) {
            throw Rejected.invalid("name", "name should not be empty");
        }
        return name;
    }

    private Optional<String> checkedColor() {
        return color.present()
                .map(sent -> {
                    if (!sent.matches("#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}")) {
                        throw new Rejected(
                                new Rejection.Invalid(
                                        "color", "color must be a hexadecimal color", sent));
                    }
                    return sent;
                });
    }

    private Optional<Visibility> visibilityChange() {
        return given(visibility, "visibility")
                .map(sent ->
                        Arrays.stream(Visibility.values())
                                .filter(v -> v.name().toLowerCase(Locale.ROOT).equals(sent))
                                .findFirst()
                                .orElseThrow(() ->
                                        new Rejected(
                                                new Rejection.Invalid(
                                                        "visibility",
                                                        "visibility must be one of the following values: private, shared, public",
                                                        sent))));
    }

    private static Optional<Optional<String>> cleared(
            Patch<String> sent, String field, int longest) {
        return sent.change()
                .map(to ->
                        to.map(text -> text(field, text, longest)).filter(text -> !text.isEmpty()));
    }

    private static <T> Optional<T> given(Patch<T> sent, String field) {
        if (sent instanceof Patch.Null<T>) {
            throw Rejected.invalid(field, field + " must not be null");
        }
        return sent.present();
    }

    private static String text(String field, String sent, int longest) {
        if (sent.codePointCount(0, sent.length()) > longest) {
            throw Rejected.invalid(
                    field, field + " must be shorter than or equal to " + longest + " characters");
        }
        return sent;
    }
}

package almanac.app.api.automation;

import almanac.app.web.Patch;
import almanac.automation.Action;
import almanac.calendar.CalendarId;
import almanac.entry.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One action as it is sent. */
@Schema(name = "Rule action")
record ActionBody(
        @Schema(
                        implementation = String.class,
                        allowableValues = {
                            "set_event_color",
                            "add_event_tag",
                            "set_event_status",
                            "add_event_comment",
                            "update_event_title",
                            "update_event_description",
                            "cancel_event",
                            "move_to_calendar"
                        })
                Patch<String> actionType,
        @Schema(
                        implementation = Object.class,
                        description =
                                "color, tag, status, content, title, description or calendarId, as"
                                        + " the type needs; nothing for cancel_event")
                Patch<Map<String, Object>> actionConfig,
        @Schema(implementation = Integer.class) Patch<Integer> order) {

    private static final Pattern COLOR =
            Pattern.compile("#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|[a-zA-Z]{3,7}");

    int rank() {
        return order.present().orElse(0);
    }

    /**
     * @param at how the request calls it
     */
    Action action(String at) {
        var sent = Words.required(at + ".actionType", actionType);
        var config = new Config(at + ".actionConfig.", actionConfig.present().orElse(Map.of()));
        var type = Words.of(at + ".actionType", sent, ActionType.values(), ActionType::word);
        return switch (type) {
            case SET_EVENT_COLOR -> new Action.SetColor(config.color());
            case ADD_EVENT_TAG -> new Action.AddTag(config.text("tag"));
            case SET_EVENT_STATUS -> new Action.SetStatus(config.status());
            case ADD_EVENT_COMMENT -> new Action.AddComment(config.text("content"));
            case UPDATE_EVENT_TITLE -> new Action.SetTitle(config.text("title"));
            case UPDATE_EVENT_DESCRIPTION ->
                    new Action.SetDescription(config.clearable("description"));
            case CANCEL_EVENT -> new Action.Cancel();
            case MOVE_TO_CALENDAR -> new Action.MoveTo(config.calendar());
        };
    }

    /** What an action needs to know. */
    private record Config(String at, Map<String, Object> values) {

        String text(String name) {
            if (values.get(name) instanceof String text) {
                return text.strip();
            }
            throw Words.invalid(at + name, name + " must be a string");
        }

        /** It must be there, so that nobody clears a text by a misspelt name. */
        Optional<String> clearable(String name) {
            if (values.containsKey(name) && values.get(name) == null) {
                return Optional.empty();
            }
            return Optional.of(text(name)).filter(text -> !text.isEmpty());
        }

        String color() {
            var color = text("color");
            if (!COLOR.matcher(color).matches()) {
                throw Words.invalid(
                        at + "color", "color must be a hexadecimal color or the name of one");
            }
            return color;
        }

        Status status() {
            return Words.of(
                    at + "status",
                    text("status"),
                    Status.values(),
                    status -> status.name().toLowerCase(Locale.ROOT));
        }

        CalendarId calendar() {
            return switch (values.get("calendarId")) {
                case Integer number when number > 0 -> new CalendarId(number);
                case Long number when number > 0 -> new CalendarId(number);
                case null, default ->
                        throw Words.invalid(
                                at + "calendarId", "calendarId must be a positive number");
            };
        }
    }
}

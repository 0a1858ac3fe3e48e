package almanac.app.api.automation;

import almanac.automation.Action;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The actions as this API calls them. */
enum ActionType {
    SET_EVENT_COLOR,
    ADD_EVENT_TAG,
    SET_EVENT_STATUS,
    ADD_EVENT_COMMENT,
    UPDATE_EVENT_TITLE,
    UPDATE_EVENT_DESCRIPTION,
    CANCEL_EVENT,
    MOVE_TO_CALENDAR;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ActionType of(Action action) {
        return switch (action) {
            case Action.SetColor color -> SET_EVENT_COLOR;
            case Action.AddTag tag -> ADD_EVENT_TAG;
            case Action.SetStatus status -> SET_EVENT_STATUS;
            case Action.AddComment comment -> ADD_EVENT_COMMENT;
            case Action.SetTitle title -> UPDATE_EVENT_TITLE;
            case Action.SetDescription description -> UPDATE_EVENT_DESCRIPTION;
            case Action.Cancel cancel -> CANCEL_EVENT;
            case Action.MoveTo move -> MOVE_TO_CALENDAR;
        };
    }

    /** What the action knows, as it is sent and answered. */
    static Map<String, Object> config(Action action) {
        return switch (action) {
            case Action.SetColor(var color) -> Map.of("color", color);
            case Action.AddTag(var tag) -> Map.of("tag", tag);
            case Action.SetStatus(var status) ->
                    Map.of("status", status.name().toLowerCase(Locale.ROOT));
            case Action.AddComment(var content) -> Map.of("content", content);
            case Action.SetTitle(var title) -> Map.of("title", title);
            case Action.SetDescription(var text) -> {
                var config = new LinkedHashMap<String, Object>();
                config.put("description", text.orElse(null));
                yield config;
            }
            case Action.Cancel() -> Map.of();
            case Action.MoveTo(var calendar) -> Map.of("calendarId", calendar.value());
        };
    }
}

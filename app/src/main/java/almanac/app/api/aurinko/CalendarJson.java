package almanac.app.api.aurinko;

import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A calendar of the Aurinko document (contract 6.3).
 *
 * @param defaultReminders none: reminders are of events alone here
 */
@Schema(name = "Aurinko calendar")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CalendarJson(
        String id,
        String name,
        @Nullable String color,
        @Nullable String description,
        @Schema(allowableValues = {"owner", "writer", "reader"}) String accessRole,
        boolean primary,
        boolean multipleRemindersSupported,
        List<Object> defaultReminders) {

    /** Only the owner's own default calendar is their primary one. */
    static CalendarJson of(CalendarView view) {
        return new CalendarJson(
                Long.toString(view.id().value()),
                view.details().name(),
                view.details().color(),
                view.details().description().orElse(null),
                role(view.permission()),
                view.primary() && view.permission() == Permission.OWNER,
                false,
                List.of());
    }

    private static String role(Permission permission) {
        return switch (permission) {
            case OWNER -> "owner";
            case ADMIN, WRITE -> "writer";
            case READ -> "reader";
        };
    }
}

package almanac.app.api.primecalsync;

import almanac.app.web.Patch;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Which calendars to map ({@code SyncCalendarsDto}). */
@Schema(name = "SyncCalendarsDto")
record SyncBody(
        @Schema(
                        implementation = String.class,
                        allowableValues = {"google", "microsoft"},
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Patch<String> provider,
        @ArraySchema(schema = @Schema(implementation = CalendarSync.class))
                Patch<List<CalendarSync>> calendars) {

    /** One calendar ({@code CalendarSyncDto}). */
    @Schema(name = "CalendarSyncDto")
    record CalendarSync(
            @Schema(
                            implementation = String.class,
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "As status lists it; primary is the main calendar")
                    Patch<String> externalId,
            @Schema(
                            implementation = String.class,
                            maxLength = 200,
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    Patch<String> localName,
            @Schema(implementation = Boolean.class, defaultValue = "true")
                    Patch<Boolean> bidirectionalSync,
            @Schema(implementation = Boolean.class, defaultValue = "false")
                    Patch<Boolean> triggerAutomationRules,
            @ArraySchema(schema = @Schema(implementation = Long.class))
                    Patch<List<Long>> selectedRuleIds,
            @Schema(
                            implementation = String.class,
                            allowableValues = {"newest", "local", "provider"},
                            description =
                                    "Which value stands, until a person decides, where both sides"
                                            + " changed the same field; as before when it is not"
                                            + " sent, at first newest")
                    Patch<String> conflictPolicy) {}
}

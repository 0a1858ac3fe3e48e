package almanac.app.api.history;

import almanac.calendar.CalendarCommand;
import almanac.history.Restoration;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was brought back, or would be. */
@Schema(name = "Restored")
record RestoreJson(
        boolean dryRun, List<Calendar> calendars, List<Step> events, List<Skipped> skipped) {

    /** A deleted calendar that is there again, with whom it was shared. */
    @Schema(name = "Restored calendar")
    record Calendar(long calendarId, String name, List<Long> sharedWith) {
        static Calendar of(CalendarCommand.RestoreCalendar command) {
            return new Calendar(
                    command.calendar().value(),
                    command.details().name(),
                    command.shares().stream().map(share -> share.user().value()).toList());
        }
    }

    /**
     * What changed, or would, from what it was before to what it is then.
     *
     * @param occurrences what else of a series changed, or would, in order
     * @param providers whose calendars get it too by the caller's connections: what is deleted here
     *     is deleted there
     */
    @Schema(name = "Restored event")
    record Step(
            long eventId,
            @Schema(allowableValues = {"restored", "deleted", "moved"}) String action,
            String title,
            @Schema(description = "of a series, those of the event itself")
                    Map<String, HistoryJson.Change> changes,
            @Schema(description = "of a series, what differs in its occurrences beside that")
                    List<HistoryJson.Occurrence> occurrences,
            @Schema(
                            description =
                                    "to which providers this goes by the caller's own connections;"
                                            + " what is deleted here is deleted there")
                    List<String> providers) {
        static Step of(Restoration.Step step, Providers providers) {
            return new Step(
                    step.number().value(),
                    step.kind().name().toLowerCase(Locale.ROOT),
                    step.title(),
                    HistoryJson.changes(step.changes()),
                    step.parts().stream().map(HistoryJson.Occurrence::of).toList(),
                    providers.hearing(step.calendars()));
        }
    }

    /**
     * What stays as it is.
     *
     * @param title null where the caller may not read it
     */
    record Skipped(long eventId, @Nullable String title, String reason) {
        static Skipped of(Restoration.Skipped skipped) {
            return new Skipped(
                    skipped.number().value(), skipped.title().orElse(null), skipped.reason());
        }

        static Skipped refused(Restoration.Step step, Rejection why) {
            return new Skipped(step.number().value(), step.title(), why.message());
        }
    }

    /** The same of one comment. */
    @Schema(name = "Restored comment")
    record OfComment(boolean dryRun, Map<String, HistoryJson.Change> changes) {}
}

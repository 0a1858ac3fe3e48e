package almanac.app.api.aurinko;

import almanac.app.web.Caller;
import almanac.app.web.FeedProgress;
import almanac.calendar.CalendarId;
import almanac.feed.FeedTerms;
import almanac.feed.GoneRecord;
import almanac.message.Rejected;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Incremental sync of one calendar (E3 to E5). */
@RestController
@RequestMapping("/v1/calendars/{calendarId}/sync")
@Tag(name = "Aurinko sync")
class AurinkoSyncController {

    private final AurinkoIds ids;
    private final SyncTokens tokens;
    private final SyncReading reading;
    private final Viewers viewers;
    private final FeedProgress progress;
    private final Clock clock;

    AurinkoSyncController(
            AurinkoIds ids,
            SyncTokens tokens,
            SyncReading reading,
            Viewers viewers,
            FeedProgress progress,
            Clock clock) {
        this.ids = ids;
        this.tokens = tokens;
        this.reading = reading;
        this.viewers = viewers;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * A sync that was begun.
     *
     * @param ready false while the server is still gathering what there is: ask again
     */
    @Schema(name = "Aurinko sync start")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Started(
            @Nullable String syncUpdatedToken, @Nullable String syncDeletedToken, boolean ready) {}

    /** Events that are there; exactly one of the tokens says where to go on. */
    @Schema(name = "Aurinko updated events")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Updated(
            @Nullable String nextPageToken,
            @Nullable String nextDeltaToken,
            int length,
            List<EventJson> records) {}

    /** Events that are there no more; exactly one of the tokens says where to go on. */
    @Schema(name = "Aurinko deleted events")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Deleted(
            @Nullable String nextPageToken,
            @Nullable String nextDeltaToken,
            int length,
            List<GoneJson> records) {}

    /**
     * An event that is there no more.
     *
     * @param timestamp when it left the calendar or the range
     */
    @Schema(name = "Aurinko deleted event")
    record GoneJson(String id, String timestamp) {
        static GoneJson of(GoneRecord record) {
            return new GoneJson(record.id().text(), record.at().toString());
        }
    }

    @Operation(
            summary = "Start a sync",
            description =
                    "Of what ends after timeMin and starts before timeMax. With autoExpand=true"
                            + " (the default) the range expands with time: timeMax moves on by a whole"
                            + " hour for every hour since the start, and what comes into the range that"
                            + " way is reported as updated; timeMin stays. Series are reported by their"
                            + " masters and exceptions; with expanded=true by their occurrences in the"
                            + " range, a series of more than 5,000 of them by its master. Both switches"
                            + " go into the tokens. Dates are placed by the time zone of the user's"
                            + " profile.")
    @RequestMapping(method = {RequestMethod.POST, RequestMethod.GET})
    Started start(
            Caller caller,
            @PathVariable String calendarId,
            @RequestParam(required = false) @Nullable String timeMin,
            @RequestParam(required = false) @Nullable String timeMax,
            @RequestParam(defaultValue = "false") boolean expanded,
            @RequestParam(defaultValue = "true") boolean autoExpand) {
        var calendar = ids.calendar(caller, calendarId).id();
        var window = Bounds.required(timeMin, timeMax, caller.zone());
        if (!progress.ready()) {
            return new Started(null, null, false);
        }
        var mode = expanded ? FeedTerms.Mode.EXPANDED : FeedTerms.Mode.MASTERS;
        var terms = new FeedTerms(window, mode, autoExpand, clock.instant(), progress.reached());
        return new Started(
                token(SyncToken.Kind.UPDATED, caller, calendar, terms),
                token(SyncToken.Kind.DELETED, caller, calendar, terms),
                true);
    }

    private String token(SyncToken.Kind kind, Caller caller, CalendarId calendar, FeedTerms terms) {
        return tokens.text(SyncToken.starting(kind, caller.user(), calendar, terms));
    }

    @Operation(
            summary = "Get updated events",
            description =
                    "First everything in the range, then what was written since, in the order of"
                            + " the last write. An event that is written while pages are read comes"
                            + " again. Go on with nextPageToken until there is a nextDeltaToken, and"
                            + " with that the next time. 410 syncToken.expired: start a new sync.")
    @GetMapping("/updated")
    Updated updated(
            Caller caller,
            @PathVariable String calendarId,
            @RequestParam(required = false) @Nullable String deltaToken,
            @RequestParam(required = false) @Nullable String pageToken,
            @RequestParam(defaultValue = "" + Ranges.USUAL) int limit) {
        var token = token(caller, calendarId, deltaToken, pageToken, SyncToken.Kind.UPDATED);
        var page = reading.updated(token, Ranges.limit(limit));
        var next = tokens.text(token.told(page.next()));
        return new Updated(
                page.complete() ? null : next,
                page.complete() ? next : null,
                page.records().size(),
                page.records().isEmpty()
                        ? List.of()
                        : page.records().stream()
                                .map(viewers.viewing(caller, token.calendar())::of)
                                .toList());
    }

    @Operation(
            summary = "Get deleted events",
            description =
                    "What was reported, or could have been, and was deleted, moved to another"
                            + " calendar or moved out of the range since; of a series also exceptions"
                            + " and, when expanded, occurrences that are no more.")
    @GetMapping("/deleted")
    Deleted deleted(
            Caller caller,
            @PathVariable String calendarId,
            @RequestParam(required = false) @Nullable String deltaToken,
            @RequestParam(required = false) @Nullable String pageToken,
            @RequestParam(defaultValue = "" + Ranges.USUAL) int limit) {
        var token = token(caller, calendarId, deltaToken, pageToken, SyncToken.Kind.DELETED);
        var page = reading.gone(token, Ranges.limit(limit));
        var next = tokens.text(token.gone(page.next()));
        return new Deleted(
                page.complete() ? null : next,
                page.complete() ? next : null,
                page.records().size(),
                page.records().stream().map(GoneJson::of).toList());
    }

    /**
     * Whether the caller may see the calendar, who reads on from the token asks: polls are many.
     * Without a token nobody does, and for who may not there is nothing to be said of tokens.
     */
    private SyncToken token(
            Caller caller,
            String calendarId,
            @Nullable String deltaToken,
            @Nullable String pageToken,
            SyncToken.Kind kind) {
        try {
            var calendar = ids.named(caller, calendarId);
            return token(caller, calendar, deltaToken, pageToken, kind);
        } catch (Rejected refused) {
            ids.calendar(caller, calendarId);
            throw refused;
        }
    }

    private SyncToken token(
            Caller caller,
            CalendarId calendar,
            @Nullable String deltaToken,
            @Nullable String pageToken,
            SyncToken.Kind kind) {
        var field = pageToken == null ? "deltaToken" : "pageToken";
        var sent = pageToken == null ? deltaToken : pageToken;
        if (sent == null) {
            throw Rejected.invalid("deltaToken", "deltaToken or pageToken is required");
        }
        var token = tokens.require(field, sent, caller.user(), calendar);
        if (token.kind() != kind) {
            throw Rejected.invalid(
                    field, field + " is a token for " + token.kind().word() + " events");
        }
        return token;
    }
}

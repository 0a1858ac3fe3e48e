package almanac.app.api.chronapilot;

import almanac.app.connection.Links;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.ExternalCalendar;
import almanac.connection.Synchronization.Telemetry;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this API answers, field by field (contract.md 4.3). */
final class PilotJson {

    private PilotJson() {}

    /** Where to send the user, and what will come of it. */
    record Start(
            String object,
            @JsonProperty("redirect_url") String redirectUrl,
            @JsonProperty("connection_id") String connectionId,
            String state,
            @JsonProperty("expires_at") Instant expiresAt) {}

    /** A list, or a part of one. */
    record Listing<T>(
            String object,
            List<T> data,
            @JsonProperty("has_more") boolean hasMore,
            @JsonProperty("next_cursor") @Nullable String nextCursor) {}

    /**
     * A connection.
     *
     * @param calendars ids, or whole calendars where the client asked for them
     * @param error why the status is error; left out otherwise
     */
    record Connection(
            String id,
            String object,
            String provider,
            String status,
            String email,
            @JsonProperty("sync_mode") String syncMode,
            @JsonProperty("last_synced_at") @Nullable Instant lastSyncedAt,
            List<Object> calendars,
            @JsonProperty("webhook_subscription") @Nullable Subscription webhookSubscription,
            @JsonProperty("token_refresh") TokenRefresh tokenRefresh,
            @JsonProperty("created_at") Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Error error) {}

    record Subscription(String id, @JsonProperty("expires_at") Instant expiresAt) {}

    record TokenRefresh(
            @JsonProperty("last_at") @Nullable Instant lastAt,
            @JsonProperty("failures_count") int failuresCount) {}

    record Error(String code, String message) {}

    /**
     * A calendar that the provider shows.
     *
     * @param writable whether edits go to the provider, or could
     * @param selected whether it is mirrored
     */
    @Schema(name = "Connected calendar")
    record Calendar(
            String id,
            String object,
            @JsonProperty("connection_id") String connectionId,
            @JsonProperty("external_id") String externalId,
            String name,
            @JsonProperty("color_hex") @Nullable String colorHex,
            boolean writable,
            boolean selected,
            @JsonProperty("is_default") boolean isDefault,
            @Nullable String timezone) {}

    static Connection connection(ConnectionView view, Telemetry telemetry, boolean expanded) {
        var realtime = telemetry.realtime() && view.active();
        var error = failed(view).or(() -> paused(view, telemetry));
        return new Connection(
                PilotIds.text(view.id()),
                "connection",
                view.provider().word(),
                error.isPresent() ? word(ConnectionStatus.ERROR) : word(view.status()),
                view.email(),
                realtime ? "realtime" : "polling",
                telemetry.lastSyncedAt().orElse(null),
                view.calendars().stream()
                        .map(calendar ->
                                expanded ? calendar(view, calendar) : "cal_" + calendar.number())
                        .toList(),
                telemetry
                        .subscription()
                        .filter(channel -> realtime)
                        .map(channel -> new Subscription(channel.id(), channel.expiresAt()))
                        .orElse(null),
                new TokenRefresh(
                        telemetry.lastRefreshAt().orElse(null), telemetry.refreshFailures()),
                view.createdAt(),
                error.orElse(null));
    }

    private static Optional<Error> failed(ConnectionView view) {
        return view.failure()
                .filter(failure -> view.status() == ConnectionStatus.ERROR)
                .map(failure -> new Error(word(failure.reason()), failure.message()));
    }

    /** Not what a refresh alone mends: for some pauses it is the answer to a question. */
    private static Optional<Error> paused(ConnectionView view, Telemetry telemetry) {
        return view.mappings().stream()
                .flatMap(mapping ->
                        telemetry.mappings().stream()
                                .filter(progress -> progress.mapping().equals(mapping.id()))
                                .flatMap(progress -> progress.pause().stream())
                                .map(pause ->
                                        new Error(
                                                "sync_paused",
                                                "Sync of "
                                                        + mapping.terms().localName()
                                                        + " is paused: "
                                                        + pause.reason())))
                .findFirst();
    }

    static Calendar calendar(ConnectionView view, ExternalCalendar calendar) {
        var mapping = Links.standing(view, calendar);
        return new Calendar(
                "cal_" + calendar.number(),
                "calendar",
                PilotIds.text(view.id()),
                calendar.externalId(),
                calendar.name(),
                calendar.color().orElse(null),
                calendar.rights().write()
                        && mapping.map(tied -> tied.terms().bidirectional()).orElse(true),
                mapping.isPresent(),
                calendar.primary(),
                calendar.zone().orElse(null));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

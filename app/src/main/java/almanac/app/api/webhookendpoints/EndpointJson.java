package almanac.app.api.webhookendpoints;

import almanac.webhook.Deliveries;
import almanac.webhook.EndpointId;
import almanac.webhook.EndpointView;
import almanac.webhook.Topic;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this API answers. */
final class EndpointJson {

    private EndpointJson() {}

    /**
     * An endpoint.
     *
     * @param secret only right after it was made
     * @param disabledReason why it is told nothing
     */
    record Endpoint(
            String id,
            String object,
            String url,
            List<String> events,
            @Nullable String description,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
            String status,
            @JsonProperty("disabled_reason") @Nullable String disabledReason,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("updated_at") Instant updatedAt) {}

    record Listing<T>(String object, List<T> data, @JsonProperty("has_more") boolean hasMore) {}

    record Deleted(String id, String object, boolean deleted) {}

    /**
     * A delivery.
     *
     * @param sequence what {@code since} of a redelivery takes
     */
    record Delivery(
            String id,
            String object,
            @JsonProperty("endpoint_id") String endpointId,
            @JsonProperty("event_id") String eventId,
            String sequence,
            String type,
            String status,
            @JsonProperty("failed_attempts") int failedAttempts,
            String detail,
            @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
            @JsonProperty("updated_at") Instant updatedAt) {}

    record Test(
            String object,
            boolean delivered,
            @JsonProperty("status_code") @Nullable Integer statusCode,
            String detail,
            @JsonProperty("took_ms") long tookMs) {}

    record Redelivery(
            String object,
            @JsonProperty("endpoint_id") String endpointId,
            String since,
            String until) {}

    static Endpoint of(EndpointView view, Optional<String> secret) {
        return new Endpoint(
                EndpointIds.text(view.id()),
                "webhook_endpoint",
                view.details().url().toString(),
                view.details().topics().isEmpty()
                        ? List.of("*")
                        : view.details().topics().stream().map(Topic::word).toList(),
                view.details().description().orElse(null),
                secret.orElse(null),
                view.enabled() ? "enabled" : "disabled",
                view.disabled().orElse(null),
                view.createdAt(),
                view.updatedAt());
    }

    static Delivery of(EndpointId endpoint, Deliveries.Delivery delivery) {
        return new Delivery(
                EndpointIds.delivery(delivery.sequence()),
                "webhook_delivery",
                EndpointIds.text(endpoint),
                EndpointIds.event(delivery.sequence()),
                EndpointIds.sequence(delivery.sequence()),
                delivery.topic().word(),
                delivery.state().name().toLowerCase(Locale.ROOT),
                delivery.attempts(),
                delivery.detail(),
                delivery.next().orElse(null),
                delivery.changedAt());
    }

    static Test of(Deliveries.Attempt attempt) {
        return new Test(
                "webhook_test",
                attempt.delivered(),
                attempt.status().isPresent() ? attempt.status().getAsInt() : null,
                attempt.detail(),
                attempt.took().toMillis());
    }
}

package almanac.app.api.aurinko;

import almanac.webhook.Deliveries;
import almanac.webhook.EndpointView;
import almanac.webhook.Subscription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of the Aurinko document.
 *
 * @param active false once it is given up
 * @param failSince since when nothing arrives, also while it is still tried
 * @param signingSecret only right after it was made
 */
@Schema(name = "Aurinko subscription")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionJson(
        long id,
        String resource,
        String notificationUrl,
        boolean active,
        @Nullable String failSince,
        @Nullable String failDescription,
        List<String> filters,
        @Schema(description = "Signs notifications; in the answer to the creation alone")
                @Nullable String signingSecret) {

    /** The document's page of subscriptions. */
    @Schema(name = "Aurinko subscriptions")
    record Page(int offset, int totalSize, boolean done, List<SubscriptionJson> records) {}

    static SubscriptionJson of(
            EndpointView view, Optional<Deliveries.Failing> failing, Optional<String> secret) {
        var given = view.disabled().map(reason -> view.updatedAt());
        return new SubscriptionJson(
                view.id().value(),
                view.details().subscription().map(Subscription::resource).orElse(""),
                view.details().url().toString(),
                view.enabled(),
                failing.map(Deliveries.Failing::since)
                        .or(() -> given)
                        .map(Instant::toString)
                        .orElse(null),
                view.disabled()
                        .or(() -> failing.map(Deliveries.Failing::detail))
                        .filter(text -> !text.isEmpty())
                        .orElse(null),
                List.of(),
                secret.orElse(null));
    }
}

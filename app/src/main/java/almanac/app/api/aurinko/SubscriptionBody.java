package almanac.app.api.aurinko;

import almanac.app.web.Patch;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.webhook.EndpointDetails;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** A subscription as it is sent. */
@Schema(name = "Aurinko subscription fields")
record SubscriptionBody(
        @Schema(
                        implementation = String.class,
                        example = "/calendars/primary/events",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Patch<String> resource,
        @Schema(
                        implementation = String.class,
                        maxLength = EndpointDetails.LONGEST_URL,
                        example = "https://hooks.example.com/aurinko",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                Patch<String> notificationUrl,
        @ArraySchema(
                        schema = @Schema(implementation = String.class),
                        arraySchema = @Schema(description = "Empty: there are none for calendars"))
                Patch<List<String>> filters) {

    private static final Pattern EVENTS = Pattern.compile("/calendars/([^/]+)/events");

    /** How the calendar is called whose events are subscribed to. */
    String calendar() {
        var sent = resource.present().orElseThrow(() -> missing("resource"));
        var matcher = EVENTS.matcher(sent.strip());
        if (!matcher.matches()) {
            throw wrong(
                    "resource",
                    "resource must be /calendars/primary/events or /calendars/{id}/events",
                    sent);
        }
        return matcher.group(1);
    }

    URI url() {
        var sent = notificationUrl.present().orElseThrow(() -> missing("notificationUrl"));
        try {
            return new URI(sent.strip());
        } catch (URISyntaxException unreadable) {
            throw wrong("notificationUrl", "notificationUrl must be an https address", sent);
        }
    }

    /** Those of the document are about mail. */
    void requireNoFilter() {
        filters.present()
                .filter(sent -> !sent.isEmpty())
                .ifPresent(sent -> {
                    throw wrong(
                            "filters",
                            "filters must be empty: there are none for calendars",
                            sent.toString());
                });
    }

    private static Rejected missing(String field) {
        return Rejected.invalid(field, field + " is required");
    }

    private static Rejected wrong(String field, String message, String sent) {
        return new Rejected(new Rejection.Invalid(field, message, sent));
    }
}

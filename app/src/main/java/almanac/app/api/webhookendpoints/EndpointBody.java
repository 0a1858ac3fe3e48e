package almanac.app.api.webhookendpoints;

import almanac.app.web.Patch;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointId;
import almanac.webhook.Topic;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An endpoint as it is sent; in an update what is left out stays. */
@Schema(name = "Webhook endpoint fields")
record EndpointBody(
        @Schema(
                        implementation = String.class,
                        maxLength = EndpointDetails.LONGEST_URL,
                        example = "https://hooks.example.com/almanac")
                Patch<String> url,
        @ArraySchema(
                        schema =
                                @Schema(
                                        implementation = String.class,
                                        example = "event.created",
                                        description = "A type of event, or * for all there are"))
                Patch<List<String>> events,
        @Schema(implementation = String.class, maxLength = EndpointDetails.LONGEST_DESCRIPTION)
                Patch<String> description,
        @Schema(
                        implementation = String.class,
                        minLength = 16,
                        maxLength = 200,
                        description = "Signs deliveries; one is made up where it is left out")
                Patch<String> secret,
        @Schema(
                        implementation = String.class,
                        allowableValues = {"enabled", "disabled"},
                        description = "Of an update only")
                Patch<String> status) {

    private static final String EVERYTHING = "*";
    private static final String SECRET = "[\\x21-\\x7e]{16,200}";

    /** A new endpoint. */
    EndpointDetails details() {
        return EndpointDetails.events(
                url.present().map(EndpointBody::uri).orElseThrow(() -> missing("url")),
                events.present().map(EndpointBody::topics).orElseThrow(() -> missing("events")),
                description.present().filter(text -> !text.isEmpty()));
    }

    /** What is to change; of what can be sent only a description can be taken away. */
    EndpointCommand.ChangeEndpoint change(EndpointId endpoint) {
        requireNotNull("url", url);
        requireNotNull("events", events);
        requireNotNull("secret", secret);
        requireNotNull("status", status);
        return new EndpointCommand.ChangeEndpoint(
                endpoint,
                url.present().map(EndpointBody::uri),
                events.present().map(EndpointBody::topics),
                description.change().map(to -> to.filter(text -> !text.isEmpty())));
    }

    /** The secret that was chosen, if one was. */
    Optional<String> chosen() {
        return secret.present()
                .map(text -> {
                    if (!text.matches(SECRET)) {
                        throw Rejected.invalid(
                                "secret", "secret must be 16 to 200 printable ASCII characters");
                    }
                    return text;
                });
    }

    /** Whether it is to be told; empty where that stays as it is. */
    Optional<Boolean> enabled() {
        return status.present()
                .map(word ->
                        switch (word) {
                            case "enabled" -> true;
                            case "disabled" -> false;
                            default ->
                                    throw wrong(
                                            "status", "status must be enabled or disabled", word);
                        });
    }

    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException unreadable) {
            throw wrong("url", "url must be an https address", text);
        }
    }

    private static List<Topic> topics(List<String> words) {
        if (words.isEmpty()) {
            throw Rejected.invalid("events", "events must name at least one type, or be [\"*\"]");
        }
        if (words.contains(EVERYTHING)) {
            return List.of();
        }
        var topics = new ArrayList<Topic>();
        for (var word : words) {
            topics.add(topic(word));
        }
        return topics;
    }

    static Topic topic(String word) {
        return Optional.ofNullable(word)
                .flatMap(Topic::of)
                .orElseThrow(() ->
                        wrong("events", "there is no such type; there are " + Topic.words(), word));
    }

    private static void requireNotNull(String field, Patch<?> sent) {
        if (sent instanceof Patch.Null) {
            throw Rejected.invalid(field, field + " must not be null");
        }
    }

    private static Rejected missing(String field) {
        return Rejected.invalid(field, field + " is required");
    }

    private static Rejected wrong(String field, String message, String sent) {
        return new Rejected(new Rejection.Invalid(field, message, String.valueOf(sent)));
    }
}

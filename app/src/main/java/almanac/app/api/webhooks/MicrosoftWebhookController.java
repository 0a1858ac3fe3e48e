package almanac.app.api.webhooks;

import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.message.Rejected;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * Microsoft Graph's change and lifecycle notifications. Each is looked at by itself; one that says
 * nothing, or what nobody asked for, is passed over.
 */
@RestController
@Hidden
class MicrosoftWebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(MicrosoftWebhookController.class);
    private static final int LONGEST_TOKEN = 2048;
    private static final int LONGEST = 256;

    private final Synchronization synchronization;

    MicrosoftWebhookController(Synchronization synchronization) {
        this.synchronization = synchronization;
    }

    /** Proves, when a subscription is made, that this address wants its notifications. */
    @PostMapping(path = "/webhooks/microsoft", params = "validationToken")
    ResponseEntity<String> prove(@RequestParam String validationToken) {
        if (validationToken.length() > LONGEST_TOKEN) {
            throw Rejected.invalid("validationToken", "validationToken is too long");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header("X-Content-Type-Options", "nosniff")
                .body(HtmlUtils.htmlEscape(validationToken));
    }

    /** Answers that it may come again where the store could not note all of it. */
    @PostMapping("/webhooks/microsoft")
    ResponseEntity<Void> notify(@RequestBody JsonNode body) {
        var values = body.path("value");
        if (!values.isArray()) {
            throw Rejected.invalid("value", "value must be an array");
        }
        var noted = true;
        for (var value : values) {
            noted &= noted(value);
        }
        return ResponseEntity.status(noted ? HttpStatus.ACCEPTED : HttpStatus.SERVICE_UNAVAILABLE)
                .build();
    }

    private boolean noted(JsonNode value) {
        var subscription = text(value.get("subscriptionId"));
        var secret = text(value.get("clientState"));
        if (subscription.isEmpty() || secret.isEmpty()) {
            return true;
        }
        try {
            var event = text(value.get("lifecycleEvent"));
            if (event.isPresent()) {
                synchronization.lifecycle(subscription.get(), secret.get(), event.get());
            } else {
                synchronization.changed(ProviderKind.MICROSOFT, subscription.get(), secret.get());
            }
            return true;
        } catch (RuntimeException failed) {
            LOG.warn("a notification could not be noted", failed);
            return false;
        }
    }

    private static Optional<String> text(@Nullable JsonNode node) {
        return Optional.ofNullable(node)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST);
    }
}

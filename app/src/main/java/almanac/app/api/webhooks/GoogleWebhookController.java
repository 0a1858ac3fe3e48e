package almanac.app.api.webhooks;

import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Google's push notifications: headers only. A wrong token is told from no unknown channel. */
@RestController
@Hidden
class GoogleWebhookController {

    private static final int LONGEST = 256;

    private final Synchronization synchronization;

    GoogleWebhookController(Synchronization synchronization) {
        this.synchronization = synchronization;
    }

    /** The first message of a channel may come before the channel is stored; it says nothing. */
    @PostMapping("/webhooks/google")
    ResponseEntity<Void> changed(
            @RequestHeader(name = "X-Goog-Channel-ID", defaultValue = "") String channel,
            @RequestHeader(name = "X-Goog-Channel-Token", defaultValue = "") String token,
            @RequestHeader(name = "X-Goog-Resource-State", defaultValue = "") String state) {
        if (channel.isEmpty() || channel.length() > LONGEST || token.length() > LONGEST) {
            return ResponseEntity.notFound().build();
        }
        if (state.equals("sync")) {
            return ResponseEntity.ok().build();
        }
        var status =
                switch (synchronization.changed(ProviderKind.GOOGLE, channel, token)) {
                    case ACCEPTED -> HttpStatus.OK;
                    case UNKNOWN_CHANNEL, WRONG_SECRET -> HttpStatus.NOT_FOUND;
                };
        return ResponseEntity.status(status).build();
    }
}

package almanac.sync.microsoft;

import static almanac.sync.microsoft.Entries.single;
import static almanac.sync.microsoft.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.simulated.Notice;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.WatchOrder;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions and what they tell: the provider's part of scenarios 37 and 38. */
final class MicrosoftSubscriptionsTest {

    private static final WatchOrder ORDER =
            new WatchOrder(
                    "proposed",
                    "our-secret",
                    URI.create("https://almanac.example/webhooks/microsoft"),
                    Duration.ofDays(30));

    private final Outlook outlook = new Outlook();

    @AfterEach
    void close() {
        outlook.close();
    }

    @Test
    void a_channel_is_opened_after_a_handshake_on_both_addresses_and_tells_our_secret() {
        var channel = outlook.provider().watch(outlook.account, outlook.calendar(), ORDER);
        outlook.adds(single("Theirs"));

        assertThat(outlook.handshakes).hasSize(2);
        assertThat(channel.expiresAt())
                .isEqualTo(outlook.clock.instant().plus(Duration.ofMinutes(4_200)));
        assertThat(outlook.notices)
                .singleElement()
                .extracting(Notice::body)
                .asString()
                .contains(channel.id(), "our-secret", "created");
    }

    @Test
    void a_channel_is_renewed_in_place_and_opened_anew_where_it_is_gone() {
        var channel = outlook.provider().watch(outlook.account, outlook.calendar(), ORDER);
        outlook.clock.pass(Duration.ofMinutes(2_000));

        var renewed = outlook.provider().renew(outlook.account, outlook.calendar(), channel, ORDER);
        assertThat(renewed.id()).isEqualTo(channel.id());
        assertThat(renewed.expiresAt()).isAfter(channel.expiresAt());

        outlook.simulator.lifecycle("subscriptionRemoved");
        assertThat(outlook.notices.getLast().body()).contains("subscriptionRemoved", "our-secret");
        var anew = outlook.provider().renew(outlook.account, outlook.calendar(), channel, ORDER);
        assertThat(anew.id()).isNotEqualTo(channel.id());
        assertThat(outlook.simulator.subscriptions()).isEqualTo(1);
    }

    @Test
    void a_channel_may_be_ended_twice() {
        var channel = outlook.provider().watch(outlook.account, outlook.calendar(), ORDER);

        outlook.provider().unwatch(outlook.account, channel);
        outlook.provider().unwatch(outlook.account, channel);

        outlook.adds(single("Theirs"));
        assertThat(outlook.notices).isEmpty();
    }

    @Test
    void a_secret_that_graph_cannot_keep_is_not_sent() {
        var order = new WatchOrder("c", "x".repeat(129), ORDER.callback(), ORDER.life());

        assertFailure(
                () -> outlook.provider().watch(outlook.account, outlook.calendar(), order),
                ProviderFailure.Unsupported.class);
    }
}

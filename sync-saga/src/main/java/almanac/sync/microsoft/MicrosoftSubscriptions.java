package almanac.sync.microsoft;

import almanac.sync.microsoft.MicrosoftFailures.Target;
import almanac.sync.provider.Account;
import almanac.sync.provider.Channel;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Gone;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.WatchOrder;
import com.microsoft.graph.models.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Graph's subscriptions. Lifecycle notifications go to the same address as the others; they carry a
 * {@code lifecycleEvent}.
 */
final class MicrosoftSubscriptions {

    /** Outlook events may live for 4,230 minutes; less is always granted. */
    private static final Duration LONGEST = Duration.ofMinutes(4_200);

    private static final int LONGEST_SECRET = 128;

    private final MicrosoftCalls calls;
    private final Clock clock;

    MicrosoftSubscriptions(MicrosoftCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    Channel watch(Account account, RemoteCalendar calendar, WatchOrder order) {
        if (order.secret().length() > LONGEST_SECRET) {
            throw new ProviderFailed(
                    new ProviderFailure.Unsupported("a secret of more than 128 characters"));
        }
        var wanted = new Subscription();
        wanted.setChangeType("created,updated,deleted");
        wanted.setNotificationUrl(order.callback().toString());
        wanted.setLifecycleNotificationUrl(order.callback().toString());
        wanted.setResource("/me/calendars/" + calendar.id() + "/events");
        wanted.setClientState(order.secret());
        wanted.setExpirationDateTime(end(order));
        return channel(
                calls.call(
                        account,
                        Target.CALENDAR,
                        graph ->
                                graph.subscriptions()
                                        .post(
                                                MicrosoftCalls.whole(wanted),
                                                request ->
                                                        MicrosoftCalls.prefer(request.headers))));
    }

    private OffsetDateTime end(WatchOrder order) {
        var life = order.life().compareTo(LONGEST) > 0 ? LONGEST : order.life();
        return clock.instant().plus(life).atOffset(ZoneOffset.UTC);
    }

    private Channel channel(Subscription subscription) {
        return new Channel(
                MicrosoftObject.id(subscription),
                "",
                Optional.ofNullable(subscription.getExpirationDateTime())
                        .orElseThrow(() ->
                                new ProviderFailed(
                                        new ProviderFailure.Unreachable(
                                                "Microsoft's subscription has no end")))
                        .toInstant());
    }

    /** One that is gone is opened anew. */
    Channel renew(Account account, RemoteCalendar calendar, Channel channel, WatchOrder order) {
        var longer = new Subscription();
        longer.setExpirationDateTime(end(order));
        try {
            return channel(
                    calls.call(
                            account,
                            Target.OBJECT,
                            graph ->
                                    graph.subscriptions()
                                            .bySubscriptionId(channel.id())
                                            .patch(MicrosoftCalls.whole(longer))));
        } catch (ProviderFailed failed) {
            if (failed.failure() instanceof Gone) {
                return watch(account, calendar, order);
            }
            throw failed;
        }
    }

    void unwatch(Account account, Channel channel) {
        try {
            calls.call(
                    account,
                    Target.OBJECT,
                    graph -> {
                        graph.subscriptions().bySubscriptionId(channel.id()).delete();
                        return channel;
                    });
        } catch (ProviderFailed failed) {
            if (!(failed.failure() instanceof Gone)) {
                throw failed;
            }
        }
    }
}

package almanac.sync.webhook;

/** What an endpoint is told of an occasion, in the words that it wants. */
final class Messages {

    private final CloudEvents events;
    private final Notifications notifications;

    Messages(CloudEvents events, Notifications notifications) {
        this.events = events;
        this.notifications = notifications;
    }

    Message of(Endpoint endpoint, Occasion occasion) {
        return endpoint.details()
                .subscription()
                .map(subscription -> notifications.of(endpoint, subscription, occasion))
                .orElseGet(() -> events.of(occasion));
    }
}

package almanac.webhook;

import almanac.message.Personal;
import almanac.message.Rejected;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an endpoint is, and what it is told of.
 *
 * @param topics in their order, each once; none means all there are
 * @param subscription for an endpoint that is one; absent for one that gets CloudEvents
 */
public record EndpointDetails(
        @Personal(erased = Personal.NO_PLACE) URI url,
        List<Topic> topics,
        @Personal Optional<String> description,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Subscription> subscription) {

    public static final int LONGEST_URL = 2048;
    public static final int LONGEST_DESCRIPTION = 500;

    private static final int LAST_PORT = 65_535;

    public EndpointDetails {
        topics = topics.stream().sorted().distinct().toList();
    }

    /** An endpoint that gets CloudEvents. */
    public static EndpointDetails events(
            URI url, List<Topic> topics, Optional<String> description) {
        return new EndpointDetails(url, topics, description, Optional.empty());
    }

    /** An endpoint that gets notifications of one calendar. */
    public static EndpointDetails notifications(URI url, Subscription subscription) {
        return new EndpointDetails(url, List.of(), Optional.empty(), Optional.of(subscription));
    }

    public boolean wants(Topic topic) {
        return topics.isEmpty() || topics.contains(topic);
    }

    /**
     * @throws Rejected with Invalid, naming the field, for what no endpoint can be
     */
    public void check() {
        var scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http"))
                || Optional.ofNullable(url.getHost()).isEmpty()
                || url.getPort() == 0
                || url.getPort() > LAST_PORT
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null
                || url.toString().length() > LONGEST_URL) {
            throw Rejected.invalid(
                    place(),
                    place()
                            + " must be an https address of at most "
                            + LONGEST_URL
                            + " characters, with a port of 1 to "
                            + LAST_PORT
                            + " if it names one, without credentials and fragment");
        }
        if (description.filter(text -> text.length() > LONGEST_DESCRIPTION).isPresent()) {
            throw Rejected.invalid(
                    "description",
                    "description must have at most " + LONGEST_DESCRIPTION + " characters");
        }
    }

    private String place() {
        return subscription.isPresent() ? "notificationUrl" : "url";
    }
}

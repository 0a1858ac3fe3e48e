package almanac.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.message.Actor;
import almanac.message.Notice;
import almanac.user.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;

final class CorrelationsTest {

    private final Correlations correlations = new Correlations();

    @Test
    void a_fact_says_who_acted_and_whom_they_want_told() {
        assertThat(correlations.correlationDataFor(new GenericCommandMessage<>("do", metaData())))
                .isEqualTo(
                        Map.of(
                                Actor.USER_KEY, "7",
                                Actor.ORIGIN_KEY, "user",
                                Actor.REQUEST_KEY, "r1",
                                Notice.KEY, "true"));
    }

    @Test
    void what_a_policy_does_because_of_a_fact_tells_nobody() {
        assertThat(correlations.correlationDataFor(new GenericEventMessage<>("done", metaData())))
                .isEqualTo(
                        Map.of(
                                Actor.USER_KEY, "7",
                                Actor.ORIGIN_KEY, "user",
                                Actor.REQUEST_KEY, "r1"));
    }

    @Test
    void nothing_said_is_nobody() {
        assertThat(Notice.from(metaData())).isEqualTo(Notice.ATTENDEES);
        assertThat(Notice.from(Notice.NOBODY.asMetaData())).isEqualTo(Notice.NOBODY);
        assertThat(Notice.from(Map.of())).isEqualTo(Notice.NOBODY);
    }

    private static Map<String, String> metaData() {
        var metaData = new LinkedHashMap<>(Actor.user(new UserId(7)).asMetaData());
        metaData.putAll(Notice.ATTENDEES.asMetaData());
        metaData.put(Actor.REQUEST_KEY, "r1");
        metaData.put("other", "stays");
        return metaData;
    }
}

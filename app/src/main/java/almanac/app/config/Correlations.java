package almanac.app.config;

import almanac.message.Actor;
import almanac.message.Notice;
import almanac.sync.local.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * What a message hands on to those it causes: who acts, from a command to its facts and from there
 * to what policies do; whom to tell, from a command to its facts alone.
 */
final class Correlations implements CorrelationDataProvider {

    private static final List<String> ALWAYS =
            List.of(
                    Actor.USER_KEY,
                    Actor.ORIGIN_KEY,
                    Actor.REQUEST_KEY,
                    Actor.OPERATION_KEY,
                    Run.KEY);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var data = new LinkedHashMap<String, Object>();
        ALWAYS.forEach(key -> carry(key, message, data));
        if (message instanceof CommandMessage<?>) {
            carry(Notice.KEY, message, data);
        }
        return data;
    }

    private static void carry(String key, Message<?> message, Map<String, Object> data) {
        if (message.getMetaData().containsKey(key)) {
            data.put(key, message.getMetaData().get(key));
        }
    }
}

package almanac.app.api.operations;

import almanac.app.api.operations.OperationsJson.Processor;
import almanac.app.api.operations.OperationsJson.Rebuild;
import almanac.app.web.FeedSettings;
import almanac.app.web.StreamPlaces;
import almanac.operation.Operations;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What those who follow are told. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    private static final int REBUILDS = 20;

    /** All that changes by itself. */
    record State(List<Processor> processors, List<Rebuild> rebuilds) {
        static State of(Operations operations) {
            return new State(
                    operations.processors().stream().map(Processor::of).toList(),
                    operations.rebuilds(REBUILDS).stream().map(Rebuild::of).toList());
        }
    }

    @Bean
    Lookout lookout(Operations operations, JsonMapper json, FeedSettings settings) {
        return new Lookout(
                () -> json.writeValueAsString(State.of(operations)),
                new StreamPlaces(settings.streamsPerUser()));
    }
}

package almanac.sync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.embedded.EmbeddedMongo;
import almanac.user.UserId;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointId;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.mongodb.client.MongoClients;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What endpoints are told again when several ask for it. */
final class EndpointsTest {

    private static final int ROUNDS = 30;

    @Test
    void of_stretches_that_are_asked_for_at_once_none_is_lost() throws Exception {
        var mapper = JsonMapper.builder().addModule(new Jdk8Module()).build();
        var url = URI.create("https://told.test/");
        try (var store = EmbeddedMongo.inMemory();
                var client = MongoClients.create(store.settings().build());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var endpoints = new Endpoints(client.getDatabase("test"), mapper);
            for (var round = 1L; round <= ROUNDS; round++) {
                var endpoint = new EndpointId(round);
                endpoints.registered(
                        endpoint,
                        new UserId(1),
                        EndpointDetails.events(url, List.of(), Optional.empty()));

                for (var asked : threads.invokeAll(askedAtOnce(endpoints, endpoint))) {
                    asked.get();
                }

                assertThat(endpoints.find(endpoint).flatMap(Endpoint::again))
                        .hasValue(new Endpoint.Again(1, 108));
            }
        }
    }

    private static List<Callable<Boolean>> askedAtOnce(Endpoints endpoints, EndpointId endpoint) {
        var barrier = new CyclicBarrier(8);
        return LongStream.rangeClosed(1, 8)
                .<Callable<Boolean>>mapToObj(since ->
                        () -> {
                            barrier.await();
                            endpoints.again(endpoint, since, 100 + since);
                            return true;
                        })
                .toList();
    }
}

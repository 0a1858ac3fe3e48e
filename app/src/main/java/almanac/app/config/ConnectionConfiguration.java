package almanac.app.config;

import almanac.app.connection.Connected;
import almanac.app.connection.Consents;
import almanac.app.connection.Frontend;
import almanac.app.connection.Links;
import almanac.app.connection.RefreshLimit;
import almanac.app.ids.Ids;
import almanac.app.ids.MappedCalendars;
import almanac.app.web.Commands;
import almanac.app.web.Queries;
import almanac.connection.Authorizations;
import almanac.connection.Synchronization;
import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the APIs that speak of connections share. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    Frontend frontend(AlmanacProperties properties, Environment environment) {
        return new Frontend(
                () -> properties.frontendUrl().orElseGet(() -> here(environment)),
                properties.returnUrls());
    }

    private static URI here(Environment environment) {
        var port =
                environment.getProperty(
                        "local.server.port", environment.getProperty("server.port", "8080"));
        return URI.create("http://localhost:" + port);
    }

    @Bean
    Consents consents(Authorizations authorizations) {
        return new Consents(authorizations);
    }

    @Bean
    Connected connected(Queries queries, Synchronization synchronization) {
        return new Connected(queries, synchronization);
    }

    @Bean
    MappedCalendars mappedCalendars(MongoDatabase database, Ids ids) {
        return new MappedCalendars(database, ids);
    }

    @Bean
    Links links(
            Commands commands,
            Queries queries,
            Ids ids,
            MappedCalendars calendars,
            EventStore facts) {
        return new Links(commands, queries, ids, calendars, facts);
    }

    @Bean
    RefreshLimit refreshLimit(MongoDatabase database, Clock clock) {
        return new RefreshLimit(database, clock);
    }
}

package almanac.app.config;

import almanac.app.history.StoredFactLog;
import almanac.command.CommandSide;
import almanac.command.guard.AccessInterceptor;
import almanac.query.QuerySide;
import almanac.query.past.FactLog;
import almanac.store.ProjectionProgress;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.mongodb.client.MongoDatabase;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The modules of this node. */
@Configuration(proxyBeanMethods = false)
class ModulesConfiguration {

    /** Reads and writes the records of shared-api. */
    static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .build();
    }

    @Bean
    FactLog history(EventStore facts, ProjectionProgress progress, AlmanacProperties properties) {
        return new StoredFactLog(facts, progress, properties.visibleWithin());
    }

    @Bean
    QuerySide querySide(MongoDatabase database, FactLog log, AlmanacProperties properties) {
        var lone = properties.lone();
        var querySide = new QuerySide(database, mapper(), log, lone);
        querySide.ensureIndexes();
        return querySide;
    }

    @Bean
    Modules modules(QuerySide querySide, EventStore facts) {
        return new Modules(
                CommandSide.aggregates(),
                new AccessInterceptor(new ReadModelGrants(querySide, facts)),
                querySide);
    }
}

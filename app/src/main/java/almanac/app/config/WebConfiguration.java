package almanac.app.config;

import almanac.app.error.ContainerErrors;
import almanac.app.error.ErrorAnswers;
import almanac.app.history.FactExport;
import almanac.app.ids.FirstCalendars;
import almanac.app.ids.Ids;
import almanac.app.ids.StoredIds;
import almanac.app.web.BodyLimitFilter;
import almanac.app.web.CallerArgument;
import almanac.app.web.Commands;
import almanac.app.web.DefaultCalendars;
import almanac.app.web.DefiniteTypes;
import almanac.app.web.FeedProgress;
import almanac.app.web.FeedSettings;
import almanac.app.web.IdempotencyFilter;
import almanac.app.web.IdempotencyStore;
import almanac.app.web.Instants;
import almanac.app.web.KnownParameters;
import almanac.app.web.ProjectedFeed;
import almanac.app.web.ProjectedVisibility;
import almanac.app.web.PublicAddress;
import almanac.app.web.Queries;
import almanac.app.web.RequestFilter;
import almanac.app.web.StoredWrites;
import almanac.app.web.StrictJson;
import almanac.app.web.Visibility;
import almanac.query.past.FactLog;
import almanac.store.Durability;
import almanac.store.ProjectionProgress;
import almanac.store.RawFacts;
import almanac.store.Sealing;
import almanac.sync.lifecycle.FirstCalendarIds;
import com.mongodb.client.MongoDatabase;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** What all facades share, and the order of the filters. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** Spring Security is at -100. */
    private static final int AFTER_SECURITY = 0;

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new KnownParameters());
        interceptors.addInterceptor(new DefiniteTypes());
    }

    /** No API speaks YAML, which springdoc brings along and no strict mapper reads. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(converters ->
                converters.removeIf(
                        c -> c.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }

    @Bean
    static JsonMapperBuilderCustomizer strictJson() {
        return StrictJson::configure;
    }

    @Bean
    PublicAddress publicAddress(AlmanacProperties properties) {
        return new PublicAddress(properties.publicUrl());
    }

    @Bean
    Ids ids(MongoDatabase database) {
        return new StoredIds(database);
    }

    @Bean
    FirstCalendarIds firstCalendarIds(MongoDatabase database, Ids ids) {
        return new FirstCalendars(database, ids);
    }

    @Bean
    Visibility visibility(ProjectionProgress progress, AlmanacProperties properties) {
        return new ProjectedVisibility(progress, properties.visibleWithin());
    }

    @Bean
    FeedProgress feedProgress(ProjectionProgress progress, EventStore facts) {
        return new ProjectedFeed(
                progress,
                () ->
                        Optional.ofNullable(facts.createHeadToken())
                                .map(head -> head.position().orElseThrow())
                                .orElse(-1L));
    }

    @Bean
    FeedSettings feedSettings(AlmanacProperties properties) {
        return new FeedSettings(properties.feed().streamsPerUser());
    }

    @Bean
    Commands commands(CommandGateway gateway, Visibility visibility, EventStore facts) {
        return new Commands(gateway, visibility, new StoredWrites(facts));
    }

    @Bean
    Queries queries(QueryGateway gateway) {
        return new Queries(gateway);
    }

    @Bean
    DefaultCalendars defaultCalendars(Queries queries) {
        return new DefaultCalendars(queries);
    }

    @Bean
    Instants instants(Clock clock) {
        return new Instants(clock);
    }

    @Bean
    FactExport factExport(
            MongoDatabase database,
            Durability durability,
            Sealing sealing,
            FactLog log,
            Queries queries) {
        var facts =
                new RawFacts(database.getCollection(AxonConfiguration.FACTS), durability, sealing);
        return new FactExport(facts, log, queries);
    }

    @Bean
    ErrorAnswers errorAnswers(JsonMapper json, Clock clock) {
        return new ErrorAnswers(json, clock);
    }

    /** Innermost, so that Boot's own valve finds everything said. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerErrors(
            ErrorAnswers answers) {
        return tomcat ->
                tomcat.addContextCustomizers(context ->
                        context.getParent().getPipeline().addValve(new ContainerErrors(answers)));
    }

    @Bean
    IdempotencyStore idempotencyStore(MongoDatabase database, Clock clock) {
        return new IdempotencyStore(database, clock);
    }

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(ErrorAnswers answers) {
        return at(Ordered.HIGHEST_PRECEDENCE + 10, new RequestFilter(answers));
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            ErrorAnswers answers, AlmanacProperties properties) {
        var limits = properties.limits();
        return at(
                Ordered.HIGHEST_PRECEDENCE + 20,
                new BodyLimitFilter(
                        limits.body().toBytes(), limits.importBody().toBytes(), answers));
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            IdempotencyStore store, ErrorAnswers answers) {
        return at(AFTER_SECURITY, new IdempotencyFilter(store, answers));
    }

    private static <F extends Filter> FilterRegistrationBean<F> at(int order, F filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}

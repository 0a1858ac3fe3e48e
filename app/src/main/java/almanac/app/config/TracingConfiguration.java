package almanac.app.config;

import almanac.app.tracing.CommandSpans;
import almanac.app.tracing.FactSpans;
import almanac.app.tracing.ProcessorSpans;
import almanac.app.tracing.RequestNames;
import almanac.app.tracing.Traces;
import almanac.app.tracing.WantedTraces;
import almanac.app.tracing.WorkSpans;
import almanac.sync.work.Spans;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** Where traces go out. Spring Boot brings OpenTelemetry, and a span for each request. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    /** The spans between the request and what follows of it. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(WantedTraces.class)
    static class Traced {

        @Bean
        Traces traces(OpenTelemetry telemetry) {
            return new Traces(telemetry.getTracer("almanac"));
        }

        @Bean
        CommandBusSpanFactory commandSpans(Traces traces) {
            return new CommandSpans(traces);
        }

        @Bean
        EventBusSpanFactory factSpans(Traces traces) {
            return new FactSpans(traces);
        }

        @Bean
        ConfigurerModule processorSpans(Traces traces, Clock clock) {
            return configurer ->
                    configurer
                            .eventProcessing()
                            .registerDefaultHandlerInterceptor((c, name) ->
                                    new ProcessorSpans(Processors.described(name), traces, clock));
        }

        @Bean
        ServerRequestObservationConvention requestNames() {
            return new RequestNames();
        }

        /** What probes and scrapers ask tells nobody anything. */
        @Bean
        SpanExportingPredicate notOfActuator() {
            return span -> !span.getTags().getOrDefault("uri", "").startsWith("/actuator");
        }
    }

    /** A filter is no step of ours; to time each of a dozen costs a request more than they do. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    Spans spans(ObjectProvider<Traces> traces) {
        var traced = traces.getIfAvailable();
        return traced == null ? Spans.NONE : new WorkSpans(traced);
    }
}

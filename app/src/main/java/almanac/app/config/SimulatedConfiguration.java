package almanac.app.config;

import almanac.app.operation.TryOut;
import almanac.app.simulated.CutConnections;
import almanac.app.simulated.Places;
import almanac.app.simulated.SimulatedProviders;
import almanac.app.simulated.SimulatorFilter;
import almanac.app.simulated.Visitors;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Accounts to try sync with, where the settings have them. */
@Configuration(proxyBeanMethods = false)
@Conditional(SimulatedConfiguration.Wanted.class)
class SimulatedConfiguration {

    /** The settings are read before there are beans. */
    static final class Wanted implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Binder.get(context.getEnvironment())
                    .bindOrCreate("almanac", AlmanacProperties.class)
                    .simulated();
        }
    }

    @Bean
    SimulatedProviders simulatedProviders(
            AlmanacProperties properties, Environment environment, Clock clock) {
        return new SimulatedProviders(
                new Places(() -> here(environment), () -> known(properties, environment)), clock);
    }

    private static Optional<URI> here(Environment environment) {
        var host = environment.getProperty("server.address", "localhost");
        return Optional.ofNullable(environment.getProperty("local.server.port"))
                .map(port -> URI.create("http://" + host + ":" + port));
    }

    private static URI known(AlmanacProperties properties, Environment environment) {
        return SyncConfiguration.publicUrl(properties, environment);
    }

    /** Before everything that the application's own paths go through. */
    @Bean
    FilterRegistrationBean<SimulatorFilter> simulatorFilter(
            SimulatedProviders simulated, AlmanacProperties properties) {
        var visitors = new Visitors(properties.providers().simulated().isPresent());
        var registration = new FilterRegistrationBean<>(new SimulatorFilter(simulated, visitors));
        registration.addUrlPatterns("/simulated", "/simulated/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> cutConnections() {
        return tomcat -> tomcat.addEngineValves(new CutConnections());
    }

    @Bean
    TryOut tryOut() {
        return new TryOut("/simulated");
    }
}

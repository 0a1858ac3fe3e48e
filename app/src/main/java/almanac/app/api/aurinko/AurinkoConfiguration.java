package almanac.app.api.aurinko;

import almanac.app.error.Api;
import almanac.app.error.ErrorAnswers;
import almanac.app.security.RateFilter;
import almanac.app.security.RequestRates;
import almanac.app.web.FeedProgress;
import almanac.app.web.FeedSettings;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** How bodies of this API are read, and the headers that all its answers have. */
@Configuration(proxyBeanMethods = false)
class AurinkoConfiguration {

    /** A client that mirrors a big calendar asks often. */
    private static final int PER_SECOND = 2_000;

    @Bean
    Streams changeStreams(FeedProgress progress, FeedSettings settings) {
        return new Streams(progress, settings.streamsPerUser());
    }

    /** Before anybody looks at a body. */
    @Bean
    FilterRegistrationBean<JsonBodies> aurinkoBodies() {
        var registration = new FilterRegistrationBean<>(new JsonBodies());
        registration.addUrlPatterns("/v1/calendars", "/v1/calendars/*", "/v1/subscriptions");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 12);
        return registration;
    }

    /** Before security, whose refusals are answers too. */
    @Bean
    FilterRegistrationBean<RateFilter> aurinkoRates(ErrorAnswers answers, Clock clock) {
        var registration =
                new FilterRegistrationBean<>(
                        new RateFilter(Api.AURINKO, new RequestRates(PER_SECOND), answers, clock));
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 16);
        return registration;
    }
}

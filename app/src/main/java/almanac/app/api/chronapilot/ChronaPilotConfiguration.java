package almanac.app.api.chronapilot;

import almanac.app.error.Api;
import almanac.app.error.ErrorAnswers;
import almanac.app.security.RateFilter;
import almanac.app.security.RequestRates;
import almanac.app.web.PublicRoute;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;

/** The public route of this API, and the headers that all its answers have. */
@Configuration(proxyBeanMethods = false)
class ChronaPilotConfiguration {

    private static final int PER_SECOND = 100;

    @Bean
    PublicRoute connectionCallback() {
        return new PublicRoute(HttpMethod.GET, "/v1/connections/callback");
    }

    @Bean
    PublicRoute connectionCallbackForm() {
        return new PublicRoute(HttpMethod.POST, "/v1/connections/callback");
    }

    /** Before whoever refuses, since refusals are answers too. */
    @Bean
    FilterRegistrationBean<VersionFilter> versionHeader() {
        var registration = new FilterRegistrationBean<>(new VersionFilter());
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 14);
        return registration;
    }

    /** Before security, whose refusals are answers too. */
    @Bean
    FilterRegistrationBean<RateFilter> chronaPilotRates(ErrorAnswers answers, Clock clock) {
        var registration =
                new FilterRegistrationBean<>(
                        new RateFilter(
                                Api.CHRONAPILOT, new RequestRates(PER_SECOND), answers, clock));
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
        return registration;
    }
}

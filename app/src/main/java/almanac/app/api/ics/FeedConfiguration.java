package almanac.app.api.ics;

import almanac.app.web.PublicRoute;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Feeds are public, and answered with 304 while nothing changes. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    PublicRoute feedRoute() {
        return new PublicRoute(HttpMethod.GET, "/feeds/*");
    }

    /** Calendar programs ask by HEAD whether an address is alive. */
    @Bean
    PublicRoute feedHeadRoute() {
        return new PublicRoute(HttpMethod.HEAD, "/feeds/*");
    }

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> feedEtags() {
        var registration = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        registration.addUrlPatterns("/feeds/*");
        return registration;
    }
}

package almanac.app.api.consent;

import almanac.app.web.PublicRoute;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The browser comes here with a state and no credential. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    PublicRoute passwordPage() {
        return new PublicRoute(HttpMethod.GET, "/connect/icloud");
    }

    @Bean
    PublicRoute consentEnd() {
        return new PublicRoute(HttpMethod.GET, "/calendar-sync");
    }

    @Bean
    PublicRoute passwordForm() {
        return new PublicRoute(HttpMethod.POST, "/connect/icloud");
    }
}

package almanac.app.api.primecalsync;

import almanac.app.web.PublicRoute;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Providers send browsers here without a credential of ours. */
@Configuration(proxyBeanMethods = false)
class PrimeCalSyncConfiguration {

    @Bean
    PublicRoute syncCallbackRoute() {
        return new PublicRoute(HttpMethod.GET, "/api/calendar-sync/callback/*");
    }
}

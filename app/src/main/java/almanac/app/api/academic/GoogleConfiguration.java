package almanac.app.api.academic;

import almanac.app.web.PublicRoute;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Google sends browsers here without a credential of ours. */
@Configuration(proxyBeanMethods = false)
class GoogleConfiguration {

    @Bean
    PublicRoute googleCallbackRoute() {
        return new PublicRoute(HttpMethod.GET, "/api/auth/callback/google");
    }
}

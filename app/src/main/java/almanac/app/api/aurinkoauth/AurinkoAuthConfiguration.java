package almanac.app.api.aurinkoauth;

import almanac.app.web.PublicRoute;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** A browser comes with nothing, an application with its client id and secret. */
@Configuration(proxyBeanMethods = false)
class AurinkoAuthConfiguration {

    @Bean
    PublicRoute authorizePage() {
        return new PublicRoute(HttpMethod.GET, AuthorizeController.PATH);
    }

    @Bean
    PublicRoute authorizeForm() {
        return new PublicRoute(HttpMethod.POST, AuthorizeController.PATH);
    }

    @Bean
    PublicRoute codeExchange() {
        return new PublicRoute(HttpMethod.POST, "/v1/auth/token/*");
    }
}

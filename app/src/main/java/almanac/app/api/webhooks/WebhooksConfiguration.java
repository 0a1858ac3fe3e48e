package almanac.app.api.webhooks;

import almanac.app.error.ErrorAnswers;
import almanac.app.web.BodyLimitFilter;
import almanac.app.web.PublicRoute;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;

/** Anybody may knock here, so little is listened to. */
@Configuration(proxyBeanMethods = false)
class WebhooksConfiguration {

    /** Microsoft sends up to some hundred notifications at once, each of less than a kilobyte. */
    private static final long MOST_BYTES = 256 * 1024;

    @Bean
    PublicRoute googleWebhook() {
        return new PublicRoute(HttpMethod.POST, "/webhooks/google");
    }

    @Bean
    PublicRoute microsoftWebhook() {
        return new PublicRoute(HttpMethod.POST, "/webhooks/microsoft");
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> webhookBodyLimit(ErrorAnswers answers) {
        var registration =
                new FilterRegistrationBean<>(new BodyLimitFilter(MOST_BYTES, MOST_BYTES, answers));
        registration.addUrlPatterns("/webhooks/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 21);
        return registration;
    }
}

package almanac.app.console;

import almanac.app.web.PublicRoute;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the files of the console from the jar. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration implements WebMvcConfigurer {

    /** Asked for again after each start, and answered 304 where nothing changed. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/console/*.js", "/console/*.css", "/console/*.svg")
                .addResourceLocations("classpath:/almanac/app/console/")
                .setCacheControl(CacheControl.noCache());
    }

    @Bean
    PublicRoute consolePage() {
        return new PublicRoute(HttpMethod.GET, "/console");
    }

    @Bean
    PublicRoute consoleFiles() {
        return new PublicRoute(HttpMethod.GET, "/console/*");
    }

    @Bean
    FilterRegistrationBean<ConsoleHeaders> consoleHeaders() {
        var registration = new FilterRegistrationBean<>(new ConsoleHeaders());
        registration.addUrlPatterns("/console", "/console/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 14);
        return registration;
    }
}

package almanac.app.config;

import almanac.app.operation.DataPlace;
import almanac.app.web.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.stream.Stream;
import org.springdoc.core.models.GroupedOpenApi;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** One document for each API. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration implements WebMvcConfigurer {

    private static final String DOCUMENTS = "/docs";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    private static final String[] ACADEMIC = {
        "/api/calendar/**",
        "/api/courses/**",
        "/api/account/**",
        "/api/auth/signup",
        "/api/auth/signin",
        "/api/auth/signout",
        "/api/auth/session",
        "/api/auth/signin/google",
        "/api/auth/callback/google"
    };

    private static final String[] CALENDAR_SYNC = {
        "/api/calendar-sync/**", "/api/events/*/sync-trace"
    };

    private static final String[] OPERATIONS = {"/api/operations/**", "/api/admin/**"};
    private static final String[] HISTORY = {
        "/api/events/*/history",
        "/api/events/*/restore",
        "/api/events/*/comments/*/restore",
        "/api/calendars/*/history",
        "/api/calendars/*/diff",
        "/api/calendars/*/restore",
        "/api/calendar-sync/runs/**",
        "/api/audit/**"
    };

    /** Where who types the bare address begins to read. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", DOCUMENTS);
    }

    @Bean
    GroupedOpenApi historyDocument() {
        return GroupedOpenApi.builder()
                .group("history")
                .displayName("History")
                .pathsToMatch(HISTORY)
                .build();
    }

    @Bean
    GroupedOpenApi primeCalDocument() {
        return GroupedOpenApi.builder()
                .group("primecal")
                .displayName("PrimeCal")
                .pathsToMatch("/api/**", "/feeds/**")
                .pathsToExclude(
                        Stream.of(ACADEMIC, CALENDAR_SYNC, HISTORY, OPERATIONS)
                                .flatMap(Stream::of)
                                .toArray(String[]::new))
                .build();
    }

    @Bean
    GroupedOpenApi calendarSyncDocument() {
        return GroupedOpenApi.builder()
                .group("primecal-sync")
                .displayName("PrimeCal External Sync")
                .pathsToMatch(CALENDAR_SYNC)
                .pathsToExclude("/api/calendar-sync/runs/**")
                .build();
    }

    @Bean
    GroupedOpenApi operationsDocument() {
        return GroupedOpenApi.builder()
                .group("operations")
                .displayName("Operations")
                .pathsToMatch(OPERATIONS)
                .build();
    }

    @Bean
    GroupedOpenApi chronaPilotDocument() {
        return GroupedOpenApi.builder()
                .group("chronapilot")
                .displayName("ChronaPilot Connections")
                .pathsToMatch("/v1/connections/**")
                .build();
    }

    @Bean
    GroupedOpenApi aurinkoDocument() {
        return GroupedOpenApi.builder()
                .group("aurinko")
                .displayName("Aurinko Calendar")
                .pathsToMatch(
                        "/v1/calendars",
                        "/v1/calendars/**",
                        "/v1/account",
                        "/v1/auth/**",
                        "/v1/subscriptions/**")
                .build();
    }

    @Bean
    GroupedOpenApi webhooksDocument() {
        return GroupedOpenApi.builder()
                .group("webhooks")
                .displayName("ChronaPilot Webhook Endpoints")
                .pathsToMatch("/v1/webhook_endpoints/**")
                .build();
    }

    @Bean
    GroupedOpenApi academicDocument() {
        return GroupedOpenApi.builder()
                .group("academic")
                .displayName("Academic Calendar")
                .pathsToMatch(ACADEMIC)
                .build();
    }

    @Bean
    OpenAPI almanacDocument() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Almanac")
                                .version("1")
                                .description(
                                        "Every write but sign-in, keys, new webhook endpoints, new"
                                                + " subscriptions and feed resets takes an Idempotency-Key header, kept for 24 hours: after a"
                                                + " 503 or no answer send it again. Answers to API keys"
                                                + " tell their rate in X-RateLimit-Limit, -Remaining"
                                                + " and -Reset (seconds since 1970). x-request-id is"
                                                + " echoed or made."))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "bearer",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description("Access token or API key"))
                                .addSecuritySchemes(
                                        "apiKey",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.APIKEY)
                                                .in(SecurityScheme.In.HEADER)
                                                .name("x-api-key"))
                                .addSecuritySchemes(
                                        "application",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("basic")
                                                .description(
                                                        "Client id and whole secret key of an"
                                                                + " application"))
                                .addSecuritySchemes(
                                        "session",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.APIKEY)
                                                .in(SecurityScheme.In.COOKIE)
                                                .name("authjs.session-token")))
                .addSecurityItem(new SecurityRequirement().addList("session"))
                .addSecurityItem(new SecurityRequirement().addList("bearer"))
                .addSecurityItem(new SecurityRequirement().addList("apiKey"));
    }

    @Bean
    DataPlace dataPlace(AlmanacProperties properties) {
        return new DataPlace(
                switch (properties.store()) {
                    case EMBEDDED ->
                            properties.dataDir().toAbsolutePath().normalize() + " (embedded store)";
                    case MONGODB -> "MongoDB";
                });
    }
}

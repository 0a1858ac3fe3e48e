package almanac.app.config;

import almanac.app.authorize.Applications;
import almanac.app.authorize.Authorizing;
import almanac.app.error.ErrorAnswers;
import almanac.app.error.Failure;
import almanac.app.error.Failure.Kind;
import almanac.app.ids.Ids;
import almanac.app.security.Accounts;
import almanac.app.security.ApiKeys;
import almanac.app.security.MetricsReaders;
import almanac.app.security.Operators;
import almanac.app.security.Profiles;
import almanac.app.security.SecurityParts;
import almanac.app.security.SignInLimits;
import almanac.app.security.SigningKey;
import almanac.app.setting.WrongSetting;
import almanac.app.web.Commands;
import almanac.app.web.ProjectedVisibility;
import almanac.app.web.PublicRoute;
import almanac.app.web.Queries;
import almanac.app.web.StoredWrites;
import almanac.store.ProjectionProgress;
import com.mongodb.client.MongoDatabase;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Who gets in. Stateless: every request carries its credential. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] OPEN = {
        "/",
        "/docs",
        "/docs/**",
        "/swagger-ui/**",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/actuator/health",
        "/actuator/health/**",
        "/api/health",
        "/api/healthz",
        "/api/ready",
        "/api/auth/register",
        "/api/auth/login",
        "/api/auth/refresh",
        "/api/auth/logout",
        "/api/auth/signup",
        "/api/auth/signin",
        "/api/auth/signout"
    };

    private static final List<String> EXPOSED =
            List.of(
                    "x-request-id",
                    "ETag",
                    "Retry-After",
                    "X-RateLimit-Limit",
                    "X-RateLimit-Remaining",
                    "X-RateLimit-Reset");

    @Bean
    SecretKey signingKey(AlmanacProperties properties) {
        var configured = properties.security().jwtSecret();
        if (configured.isPresent()) {
            return SigningKey.of(configured.get());
        }
        if (properties.store() == Store.MONGODB) {
            throw new WrongSetting(
                    "almanac.store=mongodb needs almanac.security.jwt-secret, the same on all"
                            + " nodes");
        }
        return SigningKey.keptIn(properties.dataDir().resolve("jwt-secret"));
    }

    @Bean
    SecurityParts securityParts(
            MongoDatabase database, SecretKey key, AlmanacProperties properties, Clock clock) {
        var security = properties.security();
        return new SecurityParts(
                database,
                new SecurityParts.Settings(
                        key,
                        security.accessTokenLife(),
                        security.sessionLife(),
                        new SignInLimits.Rates(
                                security.loginsPerMinute(),
                                security.addressLoginsPerMinute(),
                                security.registrationsPerMinute()),
                        Math.toIntExact(security.passwordMemory().toKilobytes()),
                        security.corsOrigins()),
                clock);
    }

    @Bean
    Profiles profiles(
            Queries queries,
            ProjectionProgress progress,
            EventStore facts,
            AlmanacProperties properties) {
        var stored = new StoredWrites(facts);
        return new Profiles(
                queries,
                () ->
                        progress.awaitPosition(
                                Set.of(ProjectedVisibility.DIRECTORY),
                                stored.head().orElse(-1),
                                properties.visibleWithin()));
    }

    @Bean
    Operators operators(
            MongoDatabase database,
            Commands commands,
            Profiles profiles,
            AlmanacProperties properties) {
        return new Operators(
                database,
                commands,
                profiles,
                properties.operator(),
                properties.store() == Store.EMBEDDED);
    }

    @Bean
    Accounts accounts(SecurityParts parts, Commands commands, Ids ids, EventStore facts) {
        return parts.accounts(
                commands, ids, user -> facts.lastSequenceNumberFor(user.toString()).isPresent());
    }

    @Bean
    ApiKeys apiKeys(SecurityParts parts, Commands commands, Ids ids, AlmanacProperties properties) {
        return parts.apiKeys(commands, ids, properties.simulated());
    }

    @Bean
    Applications applications(ApiKeys keys, Queries queries, SignInLimits limits) {
        return new Applications(keys, queries, limits);
    }

    @Bean
    Authorizing authorizing(MongoDatabase database, ApiKeys keys, Queries queries, Clock clock) {
        return new Authorizing(database, keys, queries, clock);
    }

    @Bean
    SignInLimits signInLimits(SecurityParts parts, Accounts accounts) {
        return parts.limits(accounts);
    }

    /** Spring would invent a user and log a password if nobody looked users up. */
    @Bean
    UserDetailsService noPasswordUsers() {
        return name -> {
            throw new UsernameNotFoundException("users sign in by tokens and keys only");
        };
    }

    @Bean
    RequestRejectedHandler rejectedRequests(ErrorAnswers answers) {
        return answers::write;
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            SecurityParts parts,
            Profiles profiles,
            ErrorAnswers answers,
            ObjectProvider<PublicRoute> routes,
            AlmanacProperties properties) {
        var open = new ArrayList<PublicRoute>(routes.stream().toList());
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .cors(cors -> cors.configurationSource(origins(properties)))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                            .permitAll();
                    requests.requestMatchers(OPEN).permitAll();
                    requests.requestMatchers("/actuator/prometheus")
                            .access(new MetricsReaders(properties.security().metricsToken()));
                    open.forEach(r -> requests.requestMatchers(r.method(), r.path()).permitAll());
                    requests.anyRequest().authenticated();
                })
                .addFilterBefore(
                        parts.credentialFilter(profiles, answers),
                        AnonymousAuthenticationFilter.class)
                .exceptionHandling(refusals -> {
                    refusals.authenticationEntryPoint((request, response, problem) ->
                            answers.write(
                                    request,
                                    response,
                                    Failure.of(Kind.UNAUTHENTICATED, "Authentication is required.")
                                            .with("WWW-Authenticate", "Bearer")));
                    refusals.accessDeniedHandler((request, response, problem) ->
                            answers.write(
                                    request,
                                    response,
                                    Failure.of(Kind.FORBIDDEN, "Access denied.")));
                })
                .build();
    }

    private static UrlBasedCorsConfigurationSource origins(AlmanacProperties properties) {
        var source = new UrlBasedCorsConfigurationSource();
        var allowed = properties.security().corsOrigins();
        if (!allowed.isEmpty()) {
            var cors = new CorsConfiguration();
            cors.setAllowedOrigins(List.copyOf(allowed));
            // browsers refuse a star with credentials
            cors.setAllowCredentials(!allowed.contains(CorsConfiguration.ALL));
            cors.setAllowedMethods(List.of("*"));
            cors.setAllowedHeaders(List.of("*"));
            cors.setExposedHeaders(EXPOSED);
            source.registerCorsConfiguration("/**", cors);
        }
        return source;
    }
}
